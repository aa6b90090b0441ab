package io.polyloop.proof.outbox;

import io.polyloop.fixture.engine.FaultProxy;
import io.polyloop.fixture.engine.FaultProxy.BreakPoint;
import io.polyloop.proof.local.Pause;
import java.util.Random;

/** Again and again cuts one connection to the database, before a COMMIT arrives there or before its answer returns. */
final class CommitCutter implements AutoCloseable {
    private static final long MIN_PAUSE_MS = 50;
    private static final long MAX_PAUSE_MS = 250;

    private final FaultProxy proxy;
    private final Random random;
    private final Thread thread = new Thread(this::run, "commit-cutter");
    private volatile boolean closed;
    private volatile long cuts;

    CommitCutter(FaultProxy proxy, Random random) {
        this.proxy = proxy;
        this.random = random;
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        boolean set = false;
        while (!closed) {
            if (proxy.isTriggered()) {
                cuts += set ? 1 : 0;
                BreakPoint where = random.nextBoolean() ? BreakPoint.BEFORE_SERVER : BreakPoint.BEFORE_CLIENT;
                proxy.breakOn("COMMIT", where, false);
                set = true;
            }
            Pause.of(random, MIN_PAUSE_MS, MAX_PAUSE_MS);
        }
    }

    long cuts() {
        return cuts;
    }

    @Override
    public void close() {
        closed = true;
    }
}
