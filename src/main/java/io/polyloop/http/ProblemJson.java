package io.polyloop.http;

import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;

/** A refusal as {@code application/problem+json} (RFC 9457). */
public final class ProblemJson {
    private static final String MEDIA_TYPE = "application/problem+json";
    /** A space apart from every other type URI, stable for as long as the code is. */
    private static final String TYPE = "urn:polyloop:problem:";

    private static final long MILLIS_PER_SECOND = 1_000;

    private ProblemJson() {}

    /** Ends the response; {@code requestId} is what the log has too. */
    public static Future<Void> send(HttpServerResponse response, ProblemException refusal, String requestId) {
        Problem problem = refusal.problem();
        response.setStatusCode(problem.status()).putHeader(HttpHeaders.CONTENT_TYPE, MEDIA_TYPE);
        response.putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        // Once more for those that were refused before any handler saw them.
        response.putHeader(HttpHeaders.DATE, HttpDate.of(Instant.now()));
        if (problem.retryable()) {
            response.putHeader(HttpHeaders.RETRY_AFTER, seconds(refusal.retryAfter()));
        }
        StatusHeaders.complete(response, problem.status(), "");
        return response.end(body(problem, refusal.getMessage(), requestId).toBuffer());
    }

    /** Rounded up, for a client that comes earlier is refused again. */
    private static String seconds(Duration wait) {
        return Long.toString(Math.max(1, (wait.toMillis() + MILLIS_PER_SECOND - 1) / MILLIS_PER_SECOND));
    }

    private static JsonObject body(Problem problem, String detail, String requestId) {
        return new JsonObject()
                .put("type", TYPE + problem.code())
                .put("title", problem.title())
                .put("status", problem.status())
                .put("detail", detail)
                .put("code", problem.code())
                .put("requestId", requestId);
    }
}
