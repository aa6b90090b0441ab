package io.polyloop.polyglot;

import io.polyloop.bus.Trace;
import io.vertx.core.Future;
import io.vertx.core.Promise;

/**
 * One thing that a script was asked to do, and how it ended: a message to answer, a timer, its start. Used on the
 * verticle's context.
 */
public final class Invocation {
    private final String what;
    private final Invocation cause;
    private final Trace trace;
    private final ScriptExecutor executor;
    private final Promise<Object> outcome;
    private boolean settled;

    /**
     * {@code cause} is the call that this one works for, or null: when this is interrupted, that is lost too.
     * {@code trace} goes on with all that the script asks for meanwhile.
     */
    Invocation(String what, Invocation cause, Trace trace, ScriptExecutor executor, Promise<Object> outcome) {
        this.what = what;
        this.cause = cause;
        this.trace = trace;
        this.executor = executor;
        this.outcome = outcome;
    }

    Trace trace() {
        return trace;
    }

    /** What the script answered, a JSON value, or a {@link ScriptFailure}. */
    Future<Object> outcome() {
        return outcome.future();
    }

    /** Whether it has ended; {@link #outcome()} tells after the turn how. */
    boolean isSettled() {
        return settled;
    }

    /** How long a turn may last at present, in words. */
    String describeLimit() {
        return executor.describeLimit();
    }

    /** What a call made during this one works for. Null once that is settled, or a chain of timers would pile up. */
    Invocation rootCause() {
        Invocation root = cause == null ? this : cause;
        return root.settled ? null : root;
    }

    /** Ends this with an answer, a value that the event bus carries. Only the first end of a call counts. */
    public void succeed(Object answer) {
        settle(() -> outcome.complete(answer));
    }

    /** Ends this and the call it works for; false if this had ended before. */
    public boolean fail(ScriptFailure failure) {
        if (cause != null) {
            cause.fail(failure);
        }
        return settle(() -> outcome.fail(failure));
    }

    private boolean settle(Runnable end) {
        boolean first = !settled;
        if (first) {
            settled = true;
            executor.afterExecution(end);
        }
        return first;
    }

    @Override
    public String toString() {
        return what;
    }
}
