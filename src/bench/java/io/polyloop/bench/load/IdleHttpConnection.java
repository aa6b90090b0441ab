package io.polyloop.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/** An HTTP connection that stays open after one request. On the event loop of the load client. */
final class IdleHttpConnection extends ChannelInboundHandlerAdapter {
    private final String request;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    /** Null after the response: ten thousand readers would fill the heap of the load client. */
    private ResponseReader reader = new ResponseReader();

    private ChannelHandlerContext context;

    IdleHttpConnection(String path) {
        request = "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
    }

    /** Completes when the whole response has arrived. */
    CompletableFuture<Void> ready() {
        return ready;
    }

    boolean isOpen() {
        return context.channel().isActive();
    }

    void close() {
        context.close();
    }

    @Override
    public void channelActive(ChannelHandlerContext active) {
        context = active;
        active.writeAndFlush(active.alloc().buffer().writeBytes(request.getBytes(StandardCharsets.US_ASCII)));
    }

    @Override
    public void channelRead(ChannelHandlerContext from, Object message) {
        ByteBuf in = (ByteBuf) message;
        try {
            if (reader != null && reader.read(in)) {
                reader = null;
                ready.complete(null);
            }
        } finally {
            in.release();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext broken, Throwable reason) {
        ready.completeExceptionally(reason);
        broken.close();
    }
}
