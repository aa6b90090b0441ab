package io.polyloop.internals;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.vertx.core.http.HttpServerRequest;

/** Exceptions of Netty that Vert.x passes on as they are. */
public final class TransportErrors {
    private TransportErrors() {}

    /** Why a request could not be decoded; null if it could. */
    public static Throwable decoderError(HttpServerRequest request) {
        return request.decoderResult().cause();
    }

    public static boolean isRequestLineTooLong(Throwable error) {
        return error instanceof TooLongHttpLineException;
    }

    public static boolean isHeadersTooLarge(Throwable error) {
        return error instanceof TooLongHttpHeaderException;
    }

    public static boolean isUnsupportedVersion(Throwable error) {
        return error instanceof UnsupportedVersionException;
    }

    /** Whether bytes of a client could not be decoded. */
    public static boolean isDecoderError(Throwable error) {
        return error instanceof DecoderException;
    }

    /** Whether a WebSocket frame is larger than its decoder accepts. */
    public static boolean isFrameTooLarge(Throwable error) {
        return error instanceof CorruptedWebSocketFrameException frame
                && frame.closeStatus().equals(WebSocketCloseStatus.MESSAGE_TOO_BIG);
    }

    public static boolean isConnectTimeout(Throwable error) {
        return error instanceof ConnectTimeoutException;
    }
}
