package io.polyloop.internals;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Access through the public API, as far as it goes. */
final class PublicAccess implements ConnectionAccess {

    // close() waits until everything written is sent. The timeout closes a connection whose peer reads nothing.
    @Override
    public void configure(HttpServerOptions options, long stalledAfterMillis) {
        options.setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setWriteIdleTimeout((int) Math.min(Integer.MAX_VALUE, stalledAfterMillis));
    }

    @Override
    public boolean guardHandshakes(HttpServerOptions options, HandshakeGuard guard) {
        return false;
    }

    @Override
    public RequestProgress onConnect(HttpConnection connection, HttpServerOptions options) {
        return () -> false;
    }

    @Override
    public void closeNow(HttpConnection connection) {
        connection.close();
    }

    @Override
    public long pendingBytes(HttpConnection connection, LongSupplier estimate) {
        return estimate.getAsLong();
    }

    // Discards the rest of the request, so that the close does not reset the connection. Vert.x closes it after the
    // response and the request, and accepts no request behind this one.
    @Override
    public void stopReading(HttpServerRequest request, long lingerMillis) {
        if (!request.isEnded()) {
            request.handler(null).resume();
        }
        request.connection().shutdown(lingerMillis, TimeUnit.MILLISECONDS);
    }

    @Override
    public Runnable holdFirstFrames(HttpConnection connection) {
        return () -> {};
    }

    @Override
    public FrameProgress onUpgrade(HttpConnection connection, int largestFrame) {
        return () -> 0;
    }

    @Override
    public Transport webSocket(ServerWebSocket socket, HttpConnection connection, FlushScheduler flushes, int flushAt) {
        return new PublicApiWriter(content -> socket.writeFrame(WebSocketFrame.textFrame(content.toString(), true)));
    }

    @Override
    public Transport eventStream(HttpServerRequest request, FlushScheduler flushes, int flushAt) {
        return new PublicApiWriter(request.response()::write);
    }
}
