package io.polyloop.live;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Function;

/**
 * What one connection still has to send, counted in bytes until the kernel has taken them. It does not hold messages:
 * a subscription that finds it full stops, and reads on from the journal when there is room. On one event loop.
 */
public final class Outbox {
    private final int capacity;
    private final Function<Buffer, Future<Void>> transport;
    private final LiveMetrics metrics;
    // event loop only
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int pending;
    private long progress;
    private boolean resuming;

    /**
     * @param capacity bytes after which nothing more is fed; one message may pass it
     * @param transport writes to the connection, in order; completes when the bytes are with the kernel
     */
    public Outbox(int capacity, Function<Buffer, Future<Void>> transport, LiveMetrics metrics) {
        this.capacity = capacity;
        this.transport = transport;
        this.metrics = metrics;
    }

    /** Whether more may be fed. */
    public boolean hasRoom() {
        return pending < capacity;
    }

    /** Sends bytes, room or not: what is fed asks {@link #hasRoom()} first, replies are bounded by their requests. */
    public void write(Buffer bytes) {
        int size = bytes.length();
        pending += size;
        metrics.outbox(size);
        transport.apply(bytes).onComplete(written -> {
            pending -= size;
            metrics.outbox(-size);
            progress++;
            resume();
        });
    }

    /** Runs once when half of the outbox is free again; later askers wait behind earlier ones. Ask only when full. */
    public void whenRoom(Runnable task) {
        waiting.add(task);
    }

    /** Whether everything written is with the kernel. */
    public boolean isEmpty() {
        return pending == 0;
    }

    /** Grows with everything that leaves: a stalled connection is one that has bytes pending and shows no progress. */
    public long progress() {
        return progress;
    }

    // A write may complete before it returns: the tasks that write would resume each other, ever deeper in the stack.
    private void resume() {
        if (resuming || pending > capacity / 2) {
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
