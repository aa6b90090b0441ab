package io.polyloop.web;

import io.polyloop.topic.Utf8;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocketFrame;
import java.util.function.Consumer;

/**
 * Puts fragments together to whole messages, bounded in size, frames and time, text strictly UTF-8 (RFC 6455, 8.1). On
 * one event loop.
 */
final class FrameAssembler {
    /** Bytes that the frames of a message have on average, at least: a message of empty frames would never end. */
    private static final int SMALLEST = 16;

    /** Gets each whole message. */
    interface OnMessage {
        void handle(boolean binary, byte[] message);
    }

    private final int maxMessage;
    private final boolean takesBinary;
    private final OnMessage onMessage;
    private final Consumer<CloseReason> onBroken;
    // event loop only; null between messages, as most connections are most of the time
    private Buffer fragments;
    private boolean binary;
    private int frames;
    private int sweeps;

    FrameAssembler(int maxMessage, boolean takesBinary, OnMessage onMessage, Consumer<CloseReason> onBroken) {
        this.maxMessage = maxMessage;
        this.takesBinary = takesBinary;
        this.onMessage = onMessage;
        this.onBroken = onBroken;
    }

    void add(WebSocketFrame frame) {
        if (frame.isBinary() && !takesBinary) {
            onBroken.accept(CloseReason.BINARY);
        } else if (frame.isText() || frame.isBinary() || frame.isContinuation()) {
            binary = frame.isContinuation() ? binary : frame.isBinary();
            append(frame);
        }
    }

    /**
     * To be called {@link LiveConnections#SWEEPS} times in {@code live.stalled-after}: a message has as long to end.
     */
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
        } else if (!frame.isFinal() && ++frames > maxMessage / SMALLEST) {
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

    private void deliver(byte[] message) {
        if (binary || Utf8.isValid(message, 0, message.length)) {
            onMessage.handle(binary, message);
        } else {
            onBroken.accept(CloseReason.NOT_UTF8);
        }
    }
}
