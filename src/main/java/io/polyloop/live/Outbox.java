package io.polyloop.live;

import io.polyloop.internals.Transport;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.IntConsumer;

/**
 * What one connection still has to send, counted in bytes until the kernel has taken them. It does not hold messages:
 * a subscription that finds it full stops, and reads on from the journal when there is room. On one event loop.
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

    /** @param capacity bytes after which nothing more is fed; one batch of messages may pass it */
    public Outbox(int capacity, Transport transport, LiveMetrics metrics) {
        this.capacity = capacity;
        this.transport = transport;
        this.metrics = metrics;
    }

    /** Whether more may be fed. */
    public boolean hasRoom() {
        return pending < capacity;
    }

    /** Sends an answer, room or not: answers are bounded by their requests. */
    public void write(Buffer content) {
        count(content.length());
        transport.write(content, onSent);
    }

    /** Sends messages; what is fed asks {@link #hasRoom()} first. */
    void write(FrameBatch batch) {
        count(batch.size());
        transport.write(batch.frames(), onSent);
    }

    /** Runs once when half of the outbox is free again; later askers wait behind earlier ones. Ask only when full. */
    public void whenRoom(Runnable task) {
        waiting.add(task);
    }

    /** Whether everything written is with the kernel. */
    public boolean isEmpty() {
        return pending == 0;
    }

    /** Bytes that the kernel has not accepted. */
    public int pendingBytes() {
        return pending;
    }

    /** Grows with everything that leaves: a stalled connection is one that has bytes pending and shows no progress. */
    public long progress() {
        return progress;
    }

    private void count(int bytes) {
        pending += bytes;
        metrics.outbox(bytes);
    }

    private void sent(int bytes) {
        count(-bytes);
        progress++;
        resume();
    }

    // A write may complete before it returns: the tasks that write would resume each other, ever deeper in the stack.
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
