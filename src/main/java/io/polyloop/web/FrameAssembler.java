package io.polyloop.web;

import io.polyloop.topic.Utf8;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocketFrame;
import java.util.function.Consumer;

/** Puts fragments together to whole text messages, bounded in size, frames and time, and strictly UTF-8 (RFC 6455, 8.1). On one event loop. */
final class FrameAssembler {
    /** Frames of one message. Without a bound, empty ones keep a message going for as long as its sender likes. */
    static final int MAX_FRAMES = 4_096;

    private final int maxMessage;
    private final Consumer<byte[]> onText;
    private final Consumer<CloseReason> onBroken;
    // event loop only; null between messages, as most connections are most of the time
    private Buffer fragments;
    private int frames;
    private int sweeps;

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

    /** To be called {@link LiveConnections#SWEEPS} times in {@code live.stalled-after}: a message has as long to end. */
    void sweep() {
        if (fragments != null && ++sweeps > LiveConnections.SWEEPS) {
            onBroken.accept(CloseReason.UNFINISHED);
        }
    }

    private void append(WebSocketFrame frame) {
        Buffer fragment = frame.binaryData();
        int before = fragments == null ? 0 : fragments.length();
        if (before + fragment.length() > maxMessage) {
            onBroken.accept(CloseReason.TOO_LARGE);
        } else if (!frame.isFinal() && ++frames >= MAX_FRAMES) {
            onBroken.accept(CloseReason.TOO_MANY_FRAMES);
        } else if (!frame.isFinal()) {
            fragments = (fragments == null ? Buffer.buffer() : fragments).appendBuffer(fragment);
        } else {
            Buffer whole = fragments == null ? fragment : fragments.appendBuffer(fragment);
            fragments = null;
            frames = 0;
            sweeps = 0;
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
