package io.polyloop.proof.outbox;

import io.polyloop.fixture.engine.FaultProxy;
import io.polyloop.fixture.engine.FaultProxy.BreakPoint;
import io.polyloop.proof.local.Pause;
import java.util.Random;

/**
 * Again and again cuts one connection to the database, before a COMMIT arrives there or before its answer returns; only
 * while nodes serve, because a node that cannot migrate its tables does not start.
 */
final class CommitCutter implements AutoCloseable {
    private static final long MIN_PAUSE_MS = 50;
    private static final long MAX_PAUSE_MS = 250;
    private static final String NEVER = "words that no statement has";

    private final FaultProxy proxy;
    private final Random random;
    private final Thread thread = new Thread(this::run, "commit-cutter");
    private volatile boolean closed;
    private boolean cutting;
    private boolean armed;
    private long cuts;

    /** Does not cut yet. */
    CommitCutter(FaultProxy proxy, Random random) {
        this.proxy = proxy;
        this.random = random;
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        while (!closed) {
            arm();
            Pause.of(random, MIN_PAUSE_MS, MAX_PAUSE_MS);
        }
    }

    private synchronized void arm() {
        count();
        if (cutting && !armed) {
            proxy.breakOn("COMMIT", random.nextBoolean() ? BreakPoint.BEFORE_SERVER : BreakPoint.BEFORE_CLIENT, false);
            armed = true;
        }
    }

    private void count() {
        if (armed && proxy.isTriggered()) {
            cuts++;
            armed = false;
        }
    }

    synchronized void resume() {
        cutting = true;
    }

    synchronized void pause() {
        count();
        cutting = false;
        armed = false;
        proxy.breakOn(NEVER, BreakPoint.NONE, false);
    }

    synchronized long cuts() {
        count();
        return cuts;
    }

    @Override
    public void close() {
        closed = true;
    }
}
