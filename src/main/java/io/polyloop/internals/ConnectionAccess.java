package io.polyloop.internals;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import java.util.function.LongSupplier;

/**
 * What a server does to its connections that the public API does only in part. On the event loop of the connection.
 */
public interface ConnectionAccess {
    /** Which part of a request has arrived. */
    @FunctionalInterface
    interface RequestProgress {
        /** Whether bytes of the next request have arrived, or blank lines before it, and its head has not. */
        boolean hasPartialRequest();
    }

    /** Which part of a WebSocket frame has arrived. */
    @FunctionalInterface
    interface FrameProgress {
        /** Returns the number of successive checks that found the same incomplete frame; call it in each check. */
        int countUnfinished();
    }

    static ConnectionAccess of(Vertx vertx) {
        return VertxInternals.enabled(vertx) ? new NettyAccess() : new PublicAccess();
    }

    /** Changes the options of a server whose connections this is used on. */
    void configure(HttpServerOptions options, long stalledAfterMillis);

    /**
     * Has {@code guard} asked before each TLS handshake of a server with these options.
     *
     * @return whether it will be
     */
    boolean guardHandshakes(HttpServerOptions options, HandshakeGuard guard);

    /** Prepares a new connection, before anything is read from it. */
    RequestProgress onConnect(HttpConnection connection, HttpServerOptions options);

    /** Closes a connection, whatever it has been upgraded to and however much waits to be written. */
    void closeNow(HttpConnection connection);

    /**
     * Bytes written to a connection that the kernel has not accepted, since its peer does not read.
     *
     * @param estimate the same, as far as the public API shows it
     */
    long pendingBytes(HttpConnection connection, LongSupplier estimate);

    /**
     * Reads nothing more from a connection on which a request is being answered, and closes it after the response. An
     * immediate close, with bytes of the client unread, would reset the connection, and a reset can overtake the
     * response (RFC 9112, 9.6).
     *
     * @param lingerMillis the time that the client has to read the response, which has to be short
     */
    void stopReading(HttpServerRequest request, long lingerMillis);

    /**
     * Takes what has arrived behind a request for an upgrade: its first frames, which Vert.x would lose.
     *
     * @return delivers them to the upgraded connection, once
     */
    Runnable holdFirstFrames(HttpConnection connection);

    /** Prepares a connection that has just been upgraded, no frame of which may have arrived. */
    FrameProgress onUpgrade(HttpConnection connection, int largestFrame);

    /**
     * Writes text frames to a WebSocket, and is the only one that does.
     *
     * @param flushAt bytes that are flushed at once
     */
    Transport webSocket(ServerWebSocket socket, HttpConnection connection, FlushScheduler flushes, int flushAt);

    /**
     * Writes chunks to a response, of which nothing but the head may be written otherwise.
     *
     * @param flushAt bytes that are flushed at once
     */
    Transport eventStream(HttpServerRequest request, FlushScheduler flushes, int flushAt);
}
