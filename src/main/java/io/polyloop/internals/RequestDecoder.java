package io.polyloop.internals;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.Http1xServerConnection;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The request decoder of Vert.x, which also rejects malformed chunk lines and unsupported versions of HTTP, lets a
 * request with a broken body be answered, and knows whether the next request has begun. It replaces the decoder that it
 * extends: a separate handler would cost each message. On the event loop of its connection.
 */
final class RequestDecoder extends VertxHttpRequestDecoder implements ConnectionAccess.RequestProgress {
    /** Time to send the response to a request with a broken body. */
    private static final long LINGER_MS = 2_000;

    /** Passed to the decoder of Netty instead of a malformed line that it would accept. */
    private static final byte[] INVALID_CHUNK_SIZE = "x\r\n".getBytes(StandardCharsets.US_ASCII);

    private static final long NO_CHUNKS = -2;

    private final Http1xServerConnection connection;
    // event loop only; bytes of the chunk that are still to be decoded, or the state of its line
    private long chunk = NO_CHUNKS;
    private boolean partialRequest;
    private boolean last;
    private boolean finished;
    private Throwable broken;

    private RequestDecoder(HttpServerOptions options, Http1xServerConnection connection) {
        super(options);
        this.connection = connection;
    }

    /** Replaces the decoder of a new connection, nothing of which may have been read. */
    static RequestDecoder install(HttpConnection connection, ChannelPipeline pipeline, HttpServerOptions options) {
        RequestDecoder decoder = new RequestDecoder(options, (Http1xServerConnection) connection);
        pipeline.replace(VertxHttpRequestDecoder.class, "httpDecoder", decoder);
        return decoder;
    }

    @Override
    public boolean hasPartialRequest() {
        return partialRequest;
    }

    /** Takes the bytes that have arrived and are not decoded yet. */
    ByteBuf takeUndecoded() {
        ByteBuf unread = internalBuffer();
        ByteBuf taken = Unpooled.copiedBuffer(unread);
        unread.skipBytes(unread.readableBytes());
        return taken;
    }

    @Override
    protected HttpMessage createMessage(String[] line) {
        HttpMessage message = super.createMessage(line);
        HttpVersion version = message.protocolVersion();
        if (version != HttpVersion.HTTP_1_1 && version != HttpVersion.HTTP_1_0) {
            throw new UnsupportedVersionException();
        }
        return message;
    }

    // In the highest version that the server supports (RFC 9110, 2.5); Netty would use HTTP/1.0.
    @Override
    protected HttpMessage createInvalidMessage() {
        return new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/", Unpooled.EMPTY_BUFFER);
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws Exception {
        if (finished) {
            in.skipBytes(in.readableBytes());
            return;
        }
        partialRequest = true;
        if (chunk == ChunkLine.INCOMPLETE) {
            chunk = ChunkLine.chunkLength(in);
        }
        if (chunk == ChunkLine.MALFORMED) {
            super.decode(context, Unpooled.wrappedBuffer(INVALID_CHUNK_SIZE), out);
            in.skipBytes(in.readableBytes());
        } else {
            int before = in.readableBytes();
            super.decode(context, in, out);
            chunk -= chunk > 0 ? before - in.readableBytes() : 0;
        }
        if (!out.isEmpty()) {
            partialRequest = false;
            decoded(out.get(out.size() - 1));
        }
        for (Object decoded : out) {
            checkLast(decoded);
        }
    }

    /**
     * After a request that closes the connection nothing more is read (RFC 9112, 9.6): while its response waits for
     * something else, Vert.x would run the requests behind it.
     */
    private void checkLast(Object decoded) {
        if (decoded instanceof HttpRequest head) {
            last = !HttpUtil.isKeepAlive(head) && !head.headers().contains(HttpHeaderNames.UPGRADE);
        }
        finished |= last && decoded instanceof LastHttpContent;
    }

    private void decoded(Object last) {
        if (last == LastHttpContent.EMPTY_LAST_CONTENT) {
            chunk = NO_CHUNKS;
        } else if (last instanceof LastHttpContent end) {
            chunk = NO_CHUNKS;
            broken = end.decoderResult().cause();
        } else if (last instanceof HttpRequest head && HttpUtil.isTransferEncodingChunked(head)) {
            chunk = ChunkLine.INCOMPLETE;
        }
    }

    /**
     * After a broken body Vert.x would close the connection at once, and lose the response that is being written. Here a
     * handler that waits for the body can answer, and other responses are sent.
     */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) throws Exception {
        if (broken == null || cause != broken) {
            super.exceptionCaught(context, cause);
            return;
        }
        connection.handleException(cause);
        connection.shutdown(LINGER_MS, TimeUnit.MILLISECONDS);
    }
}
