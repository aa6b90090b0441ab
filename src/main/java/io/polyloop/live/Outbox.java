package io.polyloop.live;

import io.polyloop.internals.Transport;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.IntConsumer;

/**
 * The bytes that one connection still has to send, counted until the kernel has accepted them. It holds no messages: a
 * subscription that finds it full stops, and continues from the journal when there is room. On one event loop.
 */
public final class Outbox {
    private final int capacity;
    private final Transport transport;
    private final LiveMetrics metrics;
    private final IntConsumer onSent = this::sent;
    // event loop only
    private final Queue<Runnable> waiting = new ArrayDeque<>(1);
    private int pending;
    private long progress;
    private boolean resuming;

    /** @param capacity bytes at which the outbox is full; the last batch of messages may exceed it */
    public Outbox(int capacity, Transport transport, LiveMetrics metrics) {
        this.capacity = capacity;
        this.transport = transport;
        this.metrics = metrics;
    }

    /** Whether messages may be written. */
    public boolean hasRoom() {
        return pending < capacity;
    }

    /** Writes an answer, even without room: the number of answers is bounded by that of the requests. */
    public void write(Buffer content) {
        count(content.length());
        transport.write(content, onSent);
    }

    /** Writes messages; check {@link #hasRoom()} first. */
    void write(FrameBatch batch) {
        count(batch.size());
        transport.write(batch.frames(), onSent);
    }

    /** Runs {@code task} once half of the outbox is free again, after earlier tasks. Call it only when it is full. */
    public void whenRoom(Runnable task) {
        waiting.add(task);
    }

    /** Whether the kernel has accepted every byte. */
    public boolean isEmpty() {
        return pending == 0;
    }

    /** Bytes that the kernel has not accepted. */
    public int pendingBytes() {
        return pending;
    }

    /** Increases whenever bytes are sent: a connection with pending bytes and no progress is stalled. */
    public long progress() {
        return progress;
    }

    private void count(int bytes) {
        pending += bytes;
        metrics.pendingBytes(bytes);
    }

    private void sent(int bytes) {
        count(-bytes);
        progress++;
        resume();
    }

    // A write may complete before it returns: tasks that write would resume each other recursively.
    private void resume() {
        if (resuming || waiting.isEmpty() || pending > capacity / 2) {
            return;
        }
        resuming = true;
        try {
            while (hasRoom() && !waiting.isEmpty()) {
                waiting.remove().run();
            }
        } finally {
            resuming = false;
        }
    }
}
