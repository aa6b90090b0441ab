package io.polyloop.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** One client of a server. On the load client's loop. */
abstract class Connection extends ChannelInboundHandlerAdapter implements FrameSink {
    private final Dialect dialect;
    private final List<String> hello;
    private final Consumer<ByteBuf> reader;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private ChannelHandlerContext context;
    private int answers;
    private boolean leaving;

    Connection(Dialect dialect, List<String> hello, boolean eventStream) {
        this.dialect = dialect;
        this.hello = hello;
        this.reader = eventStream
                ? new EventReader(this, (byte) dialect.message())::read
                : new FrameReader(dialect.markAt(), this)::read;
    }

    /** A frame that came once the connection was ready. */
    abstract void received(byte mark);

    /** It cannot go on. */
    abstract void failed(Throwable reason);

    /** Done when the server has answered all that was said to open it. */
    CompletableFuture<Void> ready() {
        return ready;
    }

    boolean leave() {
        leaving = true;
        context.close();
        return true;
    }

    void write(String text) {
        context.write(ClientFrame.text(context.alloc(), text), context.voidPromise());
    }

    void flush() {
        context.flush();
    }

    /** Runs later, after what is being read now. */
    void later(Runnable task) {
        context.executor().execute(task);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext opened, Object event) {
        hello.forEach(this::write);
        flush();
        answered(0);
    }

    @Override
    public void channelRead(ChannelHandlerContext from, Object message) {
        ByteBuf in = (ByteBuf) message;
        try {
            reader.accept(in);
        } finally {
            in.release();
        }
    }

    @Override
    public void text(byte mark) {
        if (ready.isDone()) {
            text(mark, dialect.heartbeat());
        } else if (mark == 'e' && dialect.acknowledges()) {
            exceptionCaught(context, new IOException("the server refuses what opens a connection"));
        } else {
            answered(1);
        }
    }

    @Override
    public void ping() {
        context.writeAndFlush(ClientFrame.pong(context.alloc()), context.voidPromise());
    }

    @Override
    public void close() {
        exceptionCaught(context, new IOException("the server closed a connection"));
    }

    @Override
    public void channelInactive(ChannelHandlerContext closed) {
        if (!leaving) {
            exceptionCaught(closed, new IOException("the server cut a connection"));
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext broken, Throwable reason) {
        leaving = true;
        ready.completeExceptionally(reason);
        failed(reason);
        broken.close();
    }

    private void text(byte mark, String heartbeat) {
        if (mark == 0 && !heartbeat.isEmpty()) {
            write(heartbeat);
            flush();
        } else {
            received(mark);
        }
    }

    private void answered(int more) {
        answers += more;
        if (answers == dialect.greetings() + hello.size()) {
            ready.complete(null);
        }
    }
}
