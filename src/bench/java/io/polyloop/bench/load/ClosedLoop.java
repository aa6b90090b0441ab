package io.polyloop.bench.load;

/** A fixed number of messages outstanding: publishes the next when the last subscriber has received one. */
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
        // Only arrivals drive this pattern.
    }

    @Override
    public boolean isFinished() {
        return System.nanoTime() >= end;
    }
}
