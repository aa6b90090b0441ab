package io.polyloop.web;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.PromiseInternal;
import io.vertx.core.internal.buffer.BufferInternal;

/**
 * Writes text frames to one WebSocket. The public way takes a String, and so encodes each message anew for every
 * subscriber, and it flushes each frame by itself: a system call, which is most of what a delivery costs. This one
 * shares the bytes, and flushes once for all that was written in one turn of the event loop. On the socket's
 * event loop.
 */
final class SocketWriter {
    private final ChannelHandlerContext channel;
    private final ContextInternal context;
    private final Flushes flushes;
    private final int flushAt;
    // event loop only
    private boolean queued;
    private int unflushed;

    /** @param flushAt bytes that are flushed at once: an outbox must not look full just because its turn is to come */
    SocketWriter(HttpConnection connection, ContextInternal context, Flushes flushes, int flushAt) {
        this.channel = Wire.writing(connection);
        this.context = context;
        this.flushes = flushes;
        this.flushAt = flushAt;
    }

    /** Completes once the kernel has the frame. {@code utf8} is not changed, and may be on its way to others too. */
    Future<Void> write(Buffer utf8) {
        PromiseInternal<Void> taken = context.promise();
        // A frame of its own: a frame cannot be written twice, its content can.
        channel.write(new TextWebSocketFrame(((BufferInternal) utf8).getByteBuf()))
                .addListener(taken);
        unflushed += utf8.length();
        if (unflushed >= flushAt) {
            flush();
        } else if (!queued) {
            queued = true;
            flushes.add(this);
        }
        return taken.future();
    }

    /** Called in the socket's turn. */
    void turn() {
        queued = false;
        flush();
    }

    private void flush() {
        if (unflushed > 0) {
            unflushed = 0;
            channel.flush();
        }
    }
}
