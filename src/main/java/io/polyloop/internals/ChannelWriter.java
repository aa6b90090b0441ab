package io.polyloop.internals;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import java.util.function.Function;
import java.util.function.IntConsumer;

/**
 * Writes to the Netty channel of one connection. The public API would frame and copy each message for every subscriber
 * and flush it: a system call, which is most of the cost of a delivery. This writer sends bytes that were framed once,
 * with one flush for all writes of one task of the event loop. On the event loop of the connection.
 */
final class ChannelWriter implements Transport {
    private final ChannelHandlerContext tail;
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
     * @param tail the end of the pipeline, where replies and events are written
     * @param encoder the handler that frames them; messages are framed already and enter the pipeline below it
     * @param frame makes the object that the encoder accepts
     * @param flushAt bytes that are flushed at once: an outbox must not look full because a flush is still scheduled
     */
    ChannelWriter(
            ChannelHandlerContext tail,
            ChannelHandlerContext encoder,
            Function<ByteBuf, Object> frame,
            FlushScheduler flushes,
            int flushAt) {
        this.tail = tail;
        this.encoder = encoder;
        this.frame = frame;
        this.flushes = flushes;
        this.flushAt = flushAt;
    }

    @Override
    public void write(Buffer content, IntConsumer whenSent) {
        written(tail.write(frame.apply(((BufferInternal) content).getByteBuf())), content.length(), whenSent);
    }

    @Override
    public void write(FrameBuffer frames, IntConsumer whenSent) {
        written(encoder.write(frames.retainedBytes()), frames.size(), whenSent);
    }

    /** The flush that {@link FlushScheduler#add} scheduled. */
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
        tail.flush();
        // Writes of a connection complete in order, so the last one completes all of this flush.
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
