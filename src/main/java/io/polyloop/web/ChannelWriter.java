package io.polyloop.web;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.polyloop.live.FrameBatch;
import io.polyloop.live.Transport;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import java.util.function.Function;
import java.util.function.IntConsumer;

/**
 * Writes to one connection beneath the public API, which would frame each message anew for every subscriber, copy it,
 * and flush it by itself: a system call, which is most of what a delivery costs. This one writes bytes that were framed
 * once, and flushes once for all that was written in one turn of the event loop. On the connection's event loop.
 */
final class ChannelWriter implements Transport {
    private final ChannelHandlerContext above;
    private final ChannelHandlerContext encoder;
    private final Function<ByteBuf, Object> frame;
    private final FlushScheduler flushes;
    private final int flushAt;
    // event loop only
    private boolean queued;
    private int unflushed;
    private ChannelFuture last;
    private IntConsumer sent;

    /**
     * @param above where what has still to be framed is written
     * @param encoder what frames it; batches are framed already, and enter beneath it
     * @param frame makes of an answer what the encoder understands
     * @param flushAt bytes that are flushed at once: an outbox must not look full just because its turn is to come
     */
    ChannelWriter(
            ChannelHandlerContext above,
            ChannelHandlerContext encoder,
            Function<ByteBuf, Object> frame,
            FlushScheduler flushes,
            int flushAt) {
        this.above = above;
        this.encoder = encoder;
        this.frame = frame;
        this.flushes = flushes;
        this.flushAt = flushAt;
    }

    @Override
    public void write(Buffer content, IntConsumer whenSent) {
        written(above.write(frame.apply(((BufferInternal) content).getByteBuf())), content.length(), whenSent);
    }

    @Override
    public void write(FrameBatch batch, IntConsumer whenSent) {
        written(encoder.write(batch.retainedBytes()), batch.size(), whenSent);
    }

    /** Called in the connection's turn. */
    void flushScheduled() {
        queued = false;
        flush();
    }

    @Override
    public void flush() {
        if (last == null) {
            return;
        }
        int bytes = unflushed;
        ChannelFuture end = last;
        unflushed = 0;
        last = null;
        above.flush();
        // A connection's writes end in their order, so the last one speaks for all of this flush.
        if (end.isDone()) {
            sent.accept(bytes);
        } else {
            IntConsumer whenSent = sent;
            end.addListener(done -> whenSent.accept(bytes));
        }
    }

    private void written(ChannelFuture write, int bytes, IntConsumer whenSent) {
        last = write;
        sent = whenSent;
        unflushed += bytes;
        if (unflushed >= flushAt) {
            flush();
        } else if (!queued) {
            queued = true;
            flushes.add(this);
        }
    }
}
