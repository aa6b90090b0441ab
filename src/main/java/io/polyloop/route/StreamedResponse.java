package io.polyloop.route;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.streams.ReadStream;
import io.vertx.ext.web.RoutingContext;

/**
 * Answers a request of {@link Routes} with a body that is not whole in memory: the source is paused while the client does
 * not read. On the event loop of the request.
 */
public final class StreamedResponse {
    private StreamedResponse() {}

    /**
     * Sends status 200 and the stream, in chunks. The connection ends if the client reads less than 16 KiB in {@code
     * http.request-timeout}, and if the source fails, so that the client knows that the body is incomplete. A HEAD gets no
     * body.
     *
     * @param contentType of the body
     * @param source its parts; its handlers are replaced
     * @param close ends the source, such as {@code file::close}; runs once, however the answer ends
     * @return completes when the body is written; fails if the client left or the source failed
     */
    public static Future<Void> send(
            RoutingContext context, String contentType, ReadStream<Buffer> source, Runnable close) {
        HttpServerResponse response = context.response();
        response.putHeader(HttpHeaders.CONTENT_TYPE, contentType).putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (context.request().method() == HttpMethod.HEAD) {
            close.run();
            return response.end();
        }
        Promise<Void> sent = Promise.promise();
        // It comes when the client leaves, too: a paused pipe would wait for it forever.
        context.addEndHandler(ended -> {
            close.run();
            if (ended.succeeded()) {
                sent.tryComplete();
            } else {
                sent.tryFail(ended.cause());
            }
        });
        response.setChunked(true);
        source.pipe().endOnFailure(false).to(response).onFailure(incomplete -> {
            sent.tryFail(incomplete);
            response.reset();
        });
        return sent.future();
    }
}
