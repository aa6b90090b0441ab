package io.polyloop.bench.load;

/** So many messages outstanding: the next is published when the last subscriber has got one. */
final class ClosedLoop implements LoadPattern {
    private final DeliveryTracker tracker;
    private final int outstanding;
    private final long end;

    ClosedLoop(DeliveryTracker tracker, int outstanding, long millis) {
        this.tracker = tracker;
        this.outstanding = outstanding;
        this.end = System.nanoTime() + millis * 1_000_000;
    }

    @Override
    public void start() {
        for (int i = 0; i < outstanding; i++) {
            tracker.publish();
        }
    }

    @Override
    public void completed(long message) {
        if (!isFinished()) {
            tracker.publish();
        }
    }

    @Override
    public void acknowledged(long message) {
        // What counts here is when it has arrived.
    }

    @Override
    public boolean isFinished() {
        return System.nanoTime() >= end;
    }
}
