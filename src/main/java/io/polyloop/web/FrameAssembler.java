package io.polyloop.web;

import io.polyloop.topic.Utf8;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocketFrame;
import java.util.function.Consumer;

/** Puts fragments together to whole text messages, bounded and strictly UTF-8 (RFC 6455, 8.1). On one event loop. */
final class FrameAssembler {
    private final int maxMessage;
    private final Consumer<byte[]> onText;
    private final Consumer<CloseReason> onBroken;
    // event loop only; null between messages, as most connections are most of the time
    private Buffer fragments;

    FrameAssembler(int maxMessage, Consumer<byte[]> onText, Consumer<CloseReason> onBroken) {
        this.maxMessage = maxMessage;
        this.onText = onText;
        this.onBroken = onBroken;
    }

    void add(WebSocketFrame frame) {
        if (frame.isBinary()) {
            onBroken.accept(CloseReason.BINARY);
        } else if (frame.isText() || frame.isContinuation()) {
            append(frame);
        }
    }

    private void append(WebSocketFrame frame) {
        Buffer fragment = frame.binaryData();
        int before = fragments == null ? 0 : fragments.length();
        if (before + fragment.length() > maxMessage) {
            onBroken.accept(CloseReason.TOO_LARGE);
        } else if (!frame.isFinal()) {
            fragments = (fragments == null ? Buffer.buffer() : fragments).appendBuffer(fragment);
        } else {
            Buffer whole = fragments == null ? fragment : fragments.appendBuffer(fragment);
            fragments = null;
            deliver(whole.getBytes());
        }
    }

    private void deliver(byte[] text) {
        if (Utf8.isValid(text, 0, text.length)) {
            onText.accept(text);
        } else {
            onBroken.accept(CloseReason.NOT_UTF8);
        }
    }
}
