package io.polyloop.polyglot.graal;

import io.polyloop.polyglot.FetchSettings;
import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import io.polyloop.verticle.Trace;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** One fetch, from its request to the final response after redirects. Used on the verticle's context. */
final class FetchExchange {
    /** The limit of browsers and Node.js. */
    private static final int MAX_REDIRECTS = 20;

    private final HttpClient client;
    private final FetchBody body;
    private final FetchSettings settings;
    private final Trace trace;
    private HttpClientRequest current;
    private boolean aborted;

    FetchExchange(HttpClient client, FetchBody body, FetchSettings settings, Trace trace) {
        this.client = client;
        this.body = body;
        this.settings = settings;
        this.trace = trace;
    }

    /** Completes with {@code {status, headers, body, url, redirected}}. {@code scripts.fetch-timeout} limits it as a whole. */
    Future<JsonObject> execute(FetchRequest request) {
        // Inside of compose: what a malformed request throws has to fail the future.
        return Future.succeededFuture(request)
                .compose(first -> execute(first, 0))
                .timeout(settings.timeout().toMillis(), TimeUnit.MILLISECONDS)
                .onFailure(failure -> abort());
    }

    private Future<JsonObject> execute(FetchRequest request, int redirects) {
        request.checkOrigin(settings.origins());
        return client.request(request.options(trace))
                .compose(made -> send(made, request.body()))
                .compose(response -> body.read(response).compose(text -> answer(request, redirects, response, text)));
    }

    private Future<HttpClientResponse> send(HttpClientRequest made, String text) {
        current = made;
        if (aborted) {
            made.reset();
        }
        return text == null ? made.send() : made.send(text);
    }

    private void abort() {
        aborted = true;
        if (current != null) {
            current.reset();
        }
    }

    private Future<JsonObject> answer(FetchRequest request, int redirects, HttpClientResponse response, String text) {
        String location = response.getHeader("location");
        if (!request.isRedirect(response.statusCode(), location)) {
            return Future.succeededFuture(json(request, redirects, response, text));
        }
        if (request.redirect() == FetchRequest.Redirect.ERROR) {
            return Future.failedFuture(redirected(request.origin() + " redirects to " + location));
        }
        if (redirects == MAX_REDIRECTS) {
            return Future.failedFuture(redirected(request.origin() + " redirects more than " + redirects + " times"));
        }
        return execute(request.redirected(response.statusCode(), location), redirects + 1);
    }

    private static ProblemException redirected(String detail) {
        return Problem.INTERNAL.because("fetch_redirect", detail);
    }

    private static JsonObject json(FetchRequest request, int redirects, HttpClientResponse response, String body) {
        JsonObject headers = new JsonObject();
        response.headers()
                .names()
                .forEach(name -> headers.put(
                        name.toLowerCase(Locale.ROOT),
                        String.join(", ", response.headers().getAll(name))));
        return JsonObject.of(
                "status",
                response.statusCode(),
                "headers",
                headers,
                "body",
                body,
                "url",
                request.url().toString(),
                "redirected",
                redirects > 0);
    }
}
