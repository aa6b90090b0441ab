package io.polyloop.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocketFrame;
import io.vertx.core.http.WebSocketFrameType;
import io.vertx.core.http.impl.ws.WebSocketFrameImpl;
import io.vertx.core.internal.buffer.BufferInternal;

/**
 * A text frame around bytes that are UTF-8 already. The public way takes a String, and would encode every message anew
 * for each of its subscribers; this is the one place that reaches beneath the public API for it.
 */
final class TextFrames {
    private TextFrames() {}

    /** A frame of its own around shared bytes: a frame cannot be written twice, its content can. */
    static WebSocketFrame of(Buffer utf8) {
        return new WebSocketFrameImpl(WebSocketFrameType.TEXT, ((BufferInternal) utf8).getByteBuf(), true);
    }
}
