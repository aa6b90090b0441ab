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
    // event loop only
    private Buffer fragments = Buffer.buffer();

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
        if (fragments.length() + fragment.length() > maxMessage) {
            onBroken.accept(CloseReason.TOO_LARGE);
            return;
        }
        fragments.appendBuffer(fragment);
        if (frame.isFinal()) {
            byte[] text = fragments.getBytes();
            fragments = Buffer.buffer();
            deliver(text);
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
