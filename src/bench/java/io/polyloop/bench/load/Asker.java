package io.polyloop.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/** An HTTP connection that asks the same again as soon as it is answered. On the load client's loop. */
final class Asker extends ChannelInboundHandlerAdapter {
    private final ByteBuf request;
    private final AnswerReader reader = new AnswerReader();
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private ChannelHandlerContext context;
    private Asking asking;
    private long asked;
    private boolean leaving;

    Asker(String path) {
        byte[] bytes = ("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        request = Unpooled.unreleasableBuffer(
                Unpooled.directBuffer(bytes.length).writeBytes(bytes).asReadOnly());
    }

    /** Done when it is connected. */
    CompletableFuture<Void> ready() {
        return ready;
    }

    /** Asks until that is over. */
    void begin(Asking round) {
        asking = round;
        ask();
    }

    void leave() {
        leaving = true;
        context.close();
    }

    @Override
    public void channelActive(ChannelHandlerContext active) {
        context = active;
        ready.complete(null);
    }

    @Override
    public void channelRead(ChannelHandlerContext from, Object message) {
        ByteBuf in = (ByteBuf) message;
        try {
            if (reader.read(in)) {
                answered(System.nanoTime());
            }
        } finally {
            in.release();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext closed) {
        if (!leaving) {
            exceptionCaught(closed, new IOException("the server closed a connection"));
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext broken, Throwable reason) {
        leaving = true;
        ready.completeExceptionally(reason);
        if (asking != null) {
            asking.failed(reason);
        }
        broken.close();
    }

    private void ask() {
        asked = System.nanoTime();
        context.writeAndFlush(request.duplicate(), context.voidPromise());
    }

    private void answered(long now) {
        if (asking.answered(now, now - asked)) {
            ask();
        }
    }
}
