package io.polyloop.web;

import io.polyloop.topic.Utf8;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocketFrame;
import java.util.function.Consumer;

/**
 * Assembles fragments into messages, with limits for size, frames and time; text must be UTF-8 (RFC 6455, 8.1). On one
 * event loop.
 */
final class FrameAssembler {
    /** Minimum average size of the frames of a message, in bytes: a message of empty frames would never end. */
    private static final int MIN_AVERAGE_FRAME = 16;

    /** Receives each complete message. */
    interface OnMessage {
        void handle(boolean binary, byte[] message);
    }

    private final int maxMessage;
    private final boolean acceptsBinary;
    private final OnMessage onMessage;
    private final Consumer<CloseReason> onViolation;
    // event loop only; null between messages, as most connections are most of the time
    private Buffer fragments;
    private boolean binary;
    private int frames;
    private int checks;

    FrameAssembler(int maxMessage, boolean takesBinary, OnMessage onMessage, Consumer<CloseReason> onBroken) {
        this.maxMessage = maxMessage;
        this.acceptsBinary = takesBinary;
        this.onMessage = onMessage;
        this.onViolation = onBroken;
    }

    void add(WebSocketFrame frame) {
        if (frame.isBinary() && !acceptsBinary) {
            onViolation.accept(CloseReason.BINARY);
        } else if (frame.isText() || frame.isBinary() || frame.isContinuation()) {
            binary = frame.isContinuation() ? binary : frame.isBinary();
            append(frame);
        }
    }

    /**
     * Call it {@link LiveConnections#STALL_CHECKS} times in {@code live.stalled-after}, the time that a message may take.
     */
    void checkTimeout() {
        if (fragments != null && ++checks > LiveConnections.STALL_CHECKS) {
            onViolation.accept(CloseReason.UNFINISHED);
        }
    }

    private void append(WebSocketFrame frame) {
        Buffer fragment = frame.binaryData();
        int before = fragments == null ? 0 : fragments.length();
        if (before + fragment.length() > maxMessage) {
            onViolation.accept(CloseReason.TOO_LARGE);
        } else if (!frame.isFinal() && ++frames > maxMessage / MIN_AVERAGE_FRAME) {
            onViolation.accept(CloseReason.TOO_MANY_FRAMES);
        } else if (!frame.isFinal()) {
            fragments = (fragments == null ? Buffer.buffer() : fragments).appendBuffer(fragment);
        } else {
            Buffer whole = fragments == null ? fragment : fragments.appendBuffer(fragment);
            fragments = null;
            frames = 0;
            checks = 0;
            deliver(whole.getBytes());
        }
    }

    private void deliver(byte[] message) {
        if (binary || Utf8.isValid(message, 0, message.length)) {
            onMessage.handle(binary, message);
        } else {
            onViolation.accept(CloseReason.NOT_UTF8);
        }
    }
}
