package io.polyloop.journal;

import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * The time that the statements of a unit, or a transaction, have. At its end the statement in progress is cancelled, and
 * further ones are refused.
 */
final class Watch implements AutoCloseable {
    /** Uses the connection. */
    interface Execution<T> {
        T run() throws SQLException;
    }

    /** What else happens at the end of the time. */
    interface Expiry {
        /** Nothing else happens. */
        Expiry NONE = new Expiry() {};

        /** Called once, on a thread of the watchdog. */
        default void expired() {}

        /** Called once, when no statement uses the connection any more. Any thread. */
        default void abandoned() {}
    }

    private final Duration time;
    private final Deadline end;
    private final Expiry expiry;
    private final Consumer<Watch> onClose;
    private final AtomicBoolean claimed = new AtomicBoolean();
    // guarded by this
    private boolean busy;
    private Statement running;
    private boolean expired;
    private boolean abandoned;
    private boolean closed;

    Watch(Duration time, Expiry expiry, Consumer<Watch> onClose) {
        this.time = time;
        this.end = Deadline.in(time);
        this.expiry = expiry;
        this.onClose = onClose;
    }

    boolean hasPassed() {
        return end.hasPassed();
    }

    /** Uses the connection; refused after the end of the time. */
    <T> T run(Execution<T> execution) throws SQLException {
        begin();
        try {
            return execution.run();
        } finally {
            // Otherwise a late cancellation would hit the next statement, which can be of another unit.
            end();
        }
    }

    /** The statement to cancel at the end of the time. */
    synchronized void running(Statement statement) {
        running = statement;
    }

    synchronized boolean isExpired() {
        return expired;
    }

    /** The refusal after the end of the time. */
    ProblemException refusal() {
        return refusal(expiry == Expiry.NONE ? "unit of work" : "transaction", time);
    }

    static ProblemException refusal(String what, Duration time) {
        return Problem.VERTICLE_TIMEOUT.because("the " + what + " took longer than journal.transaction-time, "
                + time.toMillis() + " ms; nothing was stored");
    }

    /** Ends the time early: from now on nothing is cancelled. */
    @Override
    public void close() {
        stop();
    }

    /**
     * The same; returns whether the time had not passed. A function over a large value does not notice that it is
     * cancelled, and succeeds late.
     */
    synchronized boolean stop() {
        closed = true;
        onClose.accept(this);
        return !expired && !end.hasPassed();
    }

    /** Whether no other thread has it, until {@link #release}, to end its time. */
    boolean claim() {
        return claimed.compareAndSet(false, true);
    }

    void release() {
        claimed.set(false);
    }

    /** Called at the end of the time, and again while a statement goes on, which may not have reached the database yet. */
    synchronized void expire() {
        if (closed) {
            return;
        }
        if (!expired) {
            expired = true;
            expiry.expired();
        }
        if (running != null) {
            cancel();
        } else if (!busy) {
            abandon();
        }
    }

    private void cancel() {
        try {
            running.cancel();
        } catch (SQLException unreachable) {
            // The next call, or the driver's own timeout, ends the statement.
        }
    }

    private void abandon() {
        if (!abandoned) {
            abandoned = true;
            expiry.abandoned();
        }
    }

    private synchronized void begin() {
        if (expired) {
            throw refusal();
        }
        busy = true;
    }

    private synchronized void end() {
        busy = false;
        running = null;
        if (expired) {
            abandon();
        }
    }
}
