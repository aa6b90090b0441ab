package io.polyloop.auth.token;

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
import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/**
 * Fetches the documents of issuers. Does not follow redirects, which could lead to any server, and uses no proxy. Failures
 * say what happened, for the log and {@code /readyz}.
 */
final class JsonFetcher {
    private static final int MAX_BODY = 1 << 20;

    private final Vertx vertx;
    private final HttpClient client;
    private final long timeoutMillis;

    /** @param timeout for one document */
    JsonFetcher(Vertx vertx, Duration timeout) {
        this.vertx = vertx;
        this.timeoutMillis = timeout.toMillis();
        HttpClientOptions options = new HttpClientOptions()
                .setConnectTimeout((int) timeoutMillis)
                // A connection that is kept can have been closed by the issuer minutes later.
                .setKeepAlive(false);
        this.client = vertx.createHttpClient(options, new PoolOptions());
    }

    /** The body of a response with status 200. */
    Future<Buffer> get(URI address) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setAbsoluteURI(address.toString())
                .setFollowRedirects(false)
                .putHeader("accept", "application/json");
        return client.request(options).compose(this::send).recover(failure -> failed(address, failure));
    }

    private Future<Buffer> send(HttpClientRequest request) {
        Promise<Buffer> body = Promise.promise();
        long timer = vertx.setTimer(timeoutMillis, id -> abort(request, body, "no complete answer in time"));
        request.send().onFailure(body::tryFail).onSuccess(response -> {
            response.exceptionHandler(body::tryFail);
            if (response.statusCode() == 200) {
                read(response, body);
            } else {
                abort(request, body, "answered with status " + response.statusCode());
            }
        });
        return body.future().onComplete(end -> vertx.cancelTimer(timer));
    }

    private static void read(HttpClientResponse response, Promise<Buffer> body) {
        Buffer read = Buffer.buffer();
        response.endHandler(end -> body.tryComplete(read)).handler(chunk -> {
            if (read.length() + chunk.length() > MAX_BODY) {
                abort(response.request(), body, "the answer is larger than 1 MiB");
            } else {
                read.appendBuffer(chunk);
            }
        });
    }

    private static void abort(HttpClientRequest request, Promise<Buffer> body, String reason) {
        body.tryFail(new IOException(reason));
        request.reset();
    }

    private static Future<Buffer> failed(URI address, Throwable failure) {
        return Future.failedFuture(new IOException(address + ": " + failure.getMessage()));
    }

    Future<Void> close() {
        return client.close();
    }
}
