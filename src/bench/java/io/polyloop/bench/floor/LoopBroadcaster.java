package io.polyloop.bench.floor;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import java.util.LinkedHashSet;
import java.util.Set;

/** The subscribers of one event loop. All frames that arrive before a flush are one write for each socket. */
@Sharable
final class LoopBroadcaster extends ChannelInboundHandlerAdapter {
    /** A flush of all sockets in one task would block the event loop for other tasks. */
    private static final int SOCKETS_PER_TASK = 256;

    private static final ChannelHandlerContext[] EMPTY = {};

    private final EventLoop loop;
    // event loop only
    private final Set<ChannelHandlerContext> subscribers = new LinkedHashSet<>();
    /** Copied again after a change of the subscribers; a flush in progress keeps the copy it started with. */
    private ChannelHandlerContext[] snapshot = EMPTY;

    private ByteBuf pending;
    private boolean flushing;

    LoopBroadcaster(EventLoop loop) {
        this.loop = loop;
    }

    /** From any thread. Takes ownership of the reference. */
    void publish(ByteBuf frame) {
        loop.execute(() -> enqueue(frame));
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        subscribers.add(context);
        snapshot = null;
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        subscribers.remove(context);
        snapshot = null;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable broken) {
        context.close();
    }

    private void enqueue(ByteBuf frame) {
        if (pending == null) {
            pending = ByteBufAllocator.DEFAULT.directBuffer();
        }
        // Not writeBytes(frame): other event loops read the same buffer and share its reader index.
        pending.writeBytes(frame, 0, frame.writerIndex());
        frame.release();
        if (!flushing) {
            flushing = true;
            loop.execute(this::flush);
        }
    }

    private void flush() {
        if (snapshot == null) {
            snapshot = subscribers.toArray(EMPTY);
        }
        ByteBuf bytes = pending;
        pending = null;
        flush(bytes, snapshot, 0);
    }

    private void flush(ByteBuf bytes, ChannelHandlerContext[] to, int from) {
        int end = Math.min(from + SOCKETS_PER_TASK, to.length);
        for (int i = from; i < end; i++) {
            to[i].writeAndFlush(bytes.retainedDuplicate(), to[i].voidPromise());
        }
        if (end < to.length) {
            loop.execute(() -> flush(bytes, to, end));
        } else {
            bytes.release();
            flushAgainIfPending();
        }
    }

    private void flushAgainIfPending() {
        flushing = pending != null;
        if (flushing) {
            loop.execute(this::flush);
        }
    }
}
