package io.polyloop.web;

import io.polyloop.live.Outbox;
import io.vertx.core.http.ServerWebSocket;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

/**
 * Pauses a socket whose client sends without reading its replies, which would fill the memory, and a socket that sends
 * many frames at once, until the event loop has served its other connections. On its event loop.
 */
final class FlowControl {
    /** Frames of one client before the loop serves its other connections: a packet may contain thousands. */
    private static final int MAX_FRAMES = 256;

    private final ServerWebSocket socket;
    private final Outbox outbox;
    private final BooleanSupplier busy;
    private final Executor afterIo;
    // event loop only
    private int frames;
    private boolean paused;
    private boolean awaitingRoom;

    /**
     * @param busy whether as many requests of the client are unanswered as may be
     * @param afterIo runs a task once the loop served its other connections
     */
    FlowControl(ServerWebSocket socket, Outbox outbox, BooleanSupplier busy, Executor afterIo) {
        this.socket = socket;
        this.outbox = outbox;
        this.busy = busy;
        this.afterIo = afterIo;
    }

    /** Counts a frame that arrived; {@link #update()} follows once it is taken. */
    void onFrame() {
        if (++frames == MAX_FRAMES) {
            afterIo.execute(this::onAfterIo);
        }
    }

    boolean isPaused() {
        return paused;
    }

    /** Pauses or resumes the socket; to be called after whatever may change that. */
    void update() {
        boolean full = frames >= MAX_FRAMES || busy.getAsBoolean() || !outbox.hasRoom();
        if (full != paused) {
            // Before resume(), which hands on the next frames, and they come through here again.
            paused = full;
            if (full) {
                socket.pause();
            } else {
                socket.resume();
            }
        }
        if (!outbox.hasRoom() && !awaitingRoom) {
            awaitingRoom = true;
            outbox.whenRoom(this::onRoom);
        }
    }

    private void onAfterIo() {
        frames = 0;
        update();
    }

    private void onRoom() {
        awaitingRoom = false;
        update();
    }
}
