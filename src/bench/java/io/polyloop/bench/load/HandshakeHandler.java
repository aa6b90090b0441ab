package io.polyloop.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.charset.StandardCharsets;

/** Sends a request and reads the head of the response, then removes itself from the pipeline. */
final class HandshakeHandler extends ChannelInboundHandlerAdapter {
    /** The event for the next handler when the response is as expected. */
    static final Object OPEN = new Object();

    private static final String END = "\r\n\r\n";

    private final String request;
    private final String expected;
    private final StringBuilder head = new StringBuilder();

    private HandshakeHandler(String request, String expected) {
        this.request = request;
        this.expected = expected;
    }

    /** @param headers further header lines, each with its end */
    static HandshakeHandler webSocket(String path, String headers) {
        return new HandshakeHandler(
                "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" + headers
                        + "\r\n",
                "HTTP/1.1 101 ");
    }

    static HandshakeHandler eventStream(String path) {
        return new HandshakeHandler(
                "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\n\r\n", "HTTP/1.1 200 ");
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        context.writeAndFlush(context.alloc().buffer().writeBytes(request.getBytes(StandardCharsets.US_ASCII)));
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf in = (ByteBuf) message;
        while (in.isReadable() && head.indexOf(END) < 0) {
            head.append((char) in.readByte());
        }
        if (head.indexOf(END) < 0) {
            in.release();
        } else if (head.indexOf(expected) != 0) {
            in.release();
            context.fireExceptionCaught(new IllegalStateException("Expected " + expected + "but received " + head));
        } else {
            context.pipeline().remove(this);
            context.fireUserEventTriggered(OPEN);
            context.fireChannelRead(in);
        }
    }
}
