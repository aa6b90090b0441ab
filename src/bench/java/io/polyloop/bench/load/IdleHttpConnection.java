package io.polyloop.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

/** An HTTP connection that stays open after one request. On the load client's loop. */
final class IdleHttpConnection extends ChannelInboundHandlerAdapter {
    private static final String END = "\r\n\r\n";
    private static final String LENGTH = "content-length:";

    private final String request;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private StringBuilder response = new StringBuilder();
    private ChannelHandlerContext context;

    IdleHttpConnection(String path) {
        request = "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
    }

    /** Done when the answer has arrived whole. */
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
        if (response != null) {
            response.append(in.toString(StandardCharsets.ISO_8859_1));
            completeIfWhole();
        }
        in.release();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext broken, Throwable reason) {
        ready.completeExceptionally(reason);
        broken.close();
    }

    private void completeIfWhole() {
        int body = response.indexOf(END) + END.length();
        String head = response.substring(0, Math.max(0, body)).toLowerCase(Locale.ROOT);
        int length = head.indexOf(LENGTH);
        if (body < END.length() || length < 0) {
            return;
        }
        int lineEnd = head.indexOf('\r', length);
        if (response.length()
                == body
                        + Integer.parseInt(head.substring(length + LENGTH.length(), lineEnd)
                                .strip())) {
            response = null;
            ready.complete(null);
        }
    }
}
