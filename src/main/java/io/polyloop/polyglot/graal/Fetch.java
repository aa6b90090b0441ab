package io.polyloop.polyglot.graal;

import io.polyloop.bus.Trace;
import io.polyloop.polyglot.FetchRules;
import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks the servers that {@code scripts.fetch} lists, for one instance of a script. Redirects are not followed: the
 * script sees them, and its next request is checked again. On the verticle's context.
 */
final class Fetch {
    /** By these a request could end up elsewhere, or be taken for two. */
    private static final Set<String> OURS =
            Set.of("host", "connection", "content-length", "transfer-encoding", "upgrade", "te", "trailer", "expect");

    private final Vertx vertx;
    private final FetchRules rules;
    private HttpClient client;
    private int waiting;

    Fetch(Vertx vertx, FetchRules rules) {
        this.vertx = vertx;
        this.rules = rules;
    }

    /** {@code {url, method, headers, body?}} gives {@code {status, headers, body}}, or fails with a problem. */
    Future<JsonObject> ask(JsonObject asked, Trace trace) {
        try {
            String url = allowed(asked.getString("url"));
            if (waiting >= rules.atOnce()) {
                throw Problem.RATE_LIMITED.because("scripts.fetch-at-once answers are waited for");
            }
            RequestOptions options = options(url, asked, trace);
            waiting++;
            return ask(options, asked.getString("body"))
                    .onComplete(answered -> waiting--)
                    .recover(failure -> Future.failedFuture(problem(url, failure)));
        } catch (ProblemException refusal) {
            return Future.failedFuture(refusal);
        } catch (IllegalArgumentException malformed) {
            return Future.failedFuture(Problem.INVALID_PARAMETER.because(String.valueOf(malformed.getMessage())));
        }
    }

    private String allowed(String url) {
        URI uri = URI.create(url);
        String origin = origin(uri);
        if (uri.getRawUserInfo() != null || !rules.origins().contains(origin)) {
            throw Problem.FORBIDDEN.because("scripts may not fetch from " + origin
                    + ": it is not listed under scripts.fetch in conf/polyloop.yaml");
        }
        return uri.toASCIIString();
    }

    private static String origin(URI uri) {
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        String host = String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
        boolean usual = uri.getPort() == -1 || uri.getPort() == (scheme.equals("https") ? 443 : 80);
        return scheme + "://" + host + (usual ? "" : ":" + uri.getPort());
    }

    private static RequestOptions options(String url, JsonObject asked, Trace trace) {
        RequestOptions options = new RequestOptions()
                .setAbsoluteURI(url)
                .setMethod(HttpMethod.valueOf(asked.getString("method").toUpperCase(Locale.ROOT)));
        if (trace.parent() != null) {
            options.putHeader(Trace.PARENT, trace.parent());
        }
        if (trace.request() != null) {
            options.putHeader("x-request-id", trace.request());
        }
        asked.getJsonObject("headers").forEach(header -> {
            if (OURS.contains(header.getKey().toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException("the header " + header.getKey() + " is the client's own");
            }
            options.putHeader(header.getKey(), header.getValue().toString());
        });
        return options;
    }

    private Future<JsonObject> ask(RequestOptions options, String body) {
        return client().request(options).compose(request -> send(request, body)
                .timeout(rules.timeout().toMillis(), TimeUnit.MILLISECONDS)
                .onFailure(failure -> request.reset()));
    }

    private Future<JsonObject> send(HttpClientRequest request, String body) {
        Future<HttpClientResponse> answered = body == null ? request.send() : request.send(body);
        return answered.compose(response -> body(response).map(text -> json(response, text)));
    }

    private Future<String> body(HttpClientResponse response) {
        Promise<String> whole = Promise.promise();
        Buffer body = Buffer.buffer();
        response.handler(chunk -> {
            if (body.length() + chunk.length() > rules.maxBody()) {
                whole.tryFail(Problem.TOO_LARGE.because("the answer is larger than scripts.fetch-body"));
            } else {
                body.appendBuffer(chunk);
            }
        });
        response.exceptionHandler(whole::tryFail);
        response.endHandler(end -> whole.tryComplete(body.toString()));
        return whole.future();
    }

    private static JsonObject json(HttpClientResponse response, String body) {
        JsonObject headers = new JsonObject();
        response.headers()
                .names()
                .forEach(name -> headers.put(
                        name.toLowerCase(Locale.ROOT),
                        String.join(", ", response.headers().getAll(name))));
        return JsonObject.of("status", response.statusCode(), "headers", headers, "body", body);
    }

    private static ProblemException problem(String url, Throwable failure) {
        if (failure instanceof ProblemException refusal) {
            return refusal;
        }
        String reason = failure instanceof TimeoutException ? "no answer in time" : failure.getMessage();
        return Problem.INTERNAL.because(origin(URI.create(url)) + ": " + reason);
    }

    // Made by the first request: most scripts never make one. Ends with the verticle.
    private HttpClient client() {
        if (client == null) {
            HttpClientOptions options = new HttpClientOptions()
                    .setConnectTimeout((int) rules.timeout().toMillis());
            client = vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(rules.atOnce()));
        }
        return client;
    }
}
