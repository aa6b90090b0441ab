package io.polyloop.internals;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import java.util.List;

/**
 * The frame decoder of Netty, which also knows for how long a frame has been incomplete and rejects close codes that do
 * not exist. On the event loop of its connection.
 */
final class FrameDecoder extends WebSocket13FrameDecoder implements ConnectionAccess.FrameProgress {
    /** The last code that an endpoint may send (RFC 6455, 7.4.2). */
    private static final int LAST_CLOSE_CODE = 4_999;

    private static final int CODE_BYTES = 2;

    // event loop only
    private boolean unfinished;
    private int checks;

    FrameDecoder(int largestFrame) {
        super(WebSocketDecoderConfig.newBuilder()
                .maxFramePayloadLength(largestFrame)
                .closeOnProtocolViolation(false)
                .build());
    }

    @Override
    public int countUnfinished() {
        return unfinished ? ++checks : 0;
    }

    // Called only with bytes to read: bytes that complete no frame begin one.
    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws Exception {
        super.decode(context, in, out);
        unfinished = out.isEmpty();
        if (!unfinished) {
            checks = 0;
        }
    }

    @Override
    protected void checkCloseFrameBody(ChannelHandlerContext context, ByteBuf body) {
        boolean hasCode = body != null && body.readableBytes() >= CODE_BYTES;
        if (hasCode && body.getUnsignedShort(body.readerIndex()) > LAST_CLOSE_CODE) {
            throw new CorruptedWebSocketFrameException(WebSocketCloseStatus.PROTOCOL_ERROR, "no such close code");
        }
        super.checkCloseFrameBody(context, body);
    }
}
