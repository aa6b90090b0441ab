package io.polyloop.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** One client of a server. On the event loop of the load client. */
abstract class Connection extends ChannelInboundHandlerAdapter implements FrameSink {
    private final Protocol protocol;
    private final List<String> openingFrames;
    private final Consumer<ByteBuf> reader;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private ChannelHandlerContext context;
    private int responses;
    private boolean closing;

    Connection(Protocol protocol, List<String> openingFrames, boolean eventStream) {
        this.protocol = protocol;
        this.openingFrames = openingFrames;
        this.reader = eventStream
                ? new EventReader(this, (byte) protocol.messageType())::read
                : new FrameReader(protocol.typeOffset(), this)::read;
    }

    /** Called for a text frame that arrives after the opening. */
    abstract void received(byte type);

    /** Called when the connection has failed. */
    abstract void failed(Throwable reason);

    /** Completes when the server has replied to all opening frames. */
    CompletableFuture<Void> ready() {
        return ready;
    }

    boolean disconnect() {
        closing = true;
        context.close();
        return true;
    }

    void write(String text) {
        context.write(ClientFrame.text(context.alloc(), text), context.voidPromise());
    }

    void flush() {
        context.flush();
    }

    /** Runs the task after the current read. */
    void executeLater(Runnable task) {
        context.executor().execute(task);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext opened, Object event) {
        openingFrames.forEach(this::write);
        flush();
        responded(0);
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
    public void textFrame(byte type) {
        if (ready.isDone()) {
            dispatch(type, protocol.heartbeatReply());
        } else if (type == 'e' && protocol.acknowledges()) {
            exceptionCaught(context, new IOException("The server rejected an opening frame"));
        } else {
            responded(1);
        }
    }

    @Override
    public void pingFrame() {
        context.writeAndFlush(ClientFrame.pong(context.alloc()), context.voidPromise());
    }

    @Override
    public void closeFrame() {
        exceptionCaught(context, new IOException("The server closed a connection with a close frame"));
    }

    @Override
    public void channelInactive(ChannelHandlerContext closed) {
        if (!closing) {
            exceptionCaught(closed, new IOException("The server closed a connection without a close frame"));
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext broken, Throwable reason) {
        closing = true;
        ready.completeExceptionally(reason);
        failed(reason);
        broken.close();
    }

    private void dispatch(byte type, String heartbeat) {
        if (type == 0 && !heartbeat.isEmpty()) {
            write(heartbeat);
            flush();
        } else {
            received(type);
        }
    }

    private void responded(int more) {
        responses += more;
        if (responses == protocol.serverGreetings() + openingFrames.size()) {
            ready.complete(null);
        }
    }
}
