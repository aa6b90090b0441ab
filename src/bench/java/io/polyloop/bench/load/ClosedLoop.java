package io.polyloop.bench.load;

/** So many messages outstanding: the next is published when the last subscriber has got one. */
final class ClosedLoop implements Pace {
    private final Crowd crowd;
    private final int outstanding;
    private final long end;

    ClosedLoop(Crowd crowd, int outstanding, long millis) {
        this.crowd = crowd;
        this.outstanding = outstanding;
        this.end = System.nanoTime() + millis * 1_000_000;
    }

    @Override
    public void begin() {
        for (int i = 0; i < outstanding; i++) {
            crowd.publish();
        }
    }

    @Override
    public void completed(long message) {
        if (!over()) {
            crowd.publish();
        }
    }

    @Override
    public void acknowledged(long message) {
        // What counts here is when it has arrived.
    }

    @Override
    public boolean over() {
        return System.nanoTime() >= end;
    }
}
