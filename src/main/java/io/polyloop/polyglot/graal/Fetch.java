package io.polyloop.polyglot.graal;

import io.polyloop.internals.TransportErrors;
import io.polyloop.polyglot.FetchSettings;
import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import io.polyloop.verticle.Trace;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.TimeoutException;

/** Sends requests of one instance of a script to the servers that {@code scripts.fetch} lists. On the verticle's context. */
final class Fetch {
    private final Vertx vertx;
    private final FetchSettings settings;
    private HttpClient client;
    private int inFlight;

    Fetch(Vertx vertx, FetchSettings settings) {
        this.vertx = vertx;
        this.settings = settings;
    }

    /**
     * Sends a request, in the form of {@link FetchRequest#parse}. Completes as {@link FetchExchange#execute} does, or fails
     * with a {@link ProblemException}.
     */
    Future<JsonObject> fetch(JsonObject asked, Trace trace) {
        try {
            FetchRequest request = FetchRequest.parse(asked);
            request.checkOrigin(settings.origins());
            if (inFlight >= settings.maxConcurrent()) {
                throw Problem.RATE_LIMITED.because("this instance already waits for scripts.fetch-at-once answers");
            }
            inFlight++;
            return new FetchExchange(client(), new FetchBody(vertx, settings.maxBody()), settings, trace)
                    .execute(request)
                    .onComplete(answered -> inFlight--)
                    .recover(failure -> Future.failedFuture(problem(request, failure)));
        } catch (ProblemException refusal) {
            return Future.failedFuture(refusal);
        } catch (IllegalArgumentException malformed) {
            return Future.failedFuture(Problem.INVALID_PARAMETER.because(String.valueOf(malformed.getMessage())));
        }
    }

    private static ProblemException problem(FetchRequest request, Throwable failure) {
        if (failure instanceof ProblemException refusal) {
            return refusal;
        }
        return failure instanceof TimeoutException || TransportErrors.isConnectTimeout(failure)
                ? Problem.INTERNAL.because("fetch_timeout", request.origin() + ": no answer in time")
                : Problem.INTERNAL.because("fetch_failed", request.origin() + ": " + failure.getMessage());
    }

    // Created by the first request, since most scripts send none. Closed with the verticle.
    private HttpClient client() {
        if (client == null) {
            HttpClientOptions options = new HttpClientOptions()
                    .setConnectTimeout((int) settings.timeout().toMillis());
            client = vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(settings.maxConcurrent()));
        }
        return client;
    }
}
