package io.polyloop.polyglot;

import io.polyloop.verticle.Trace;
import io.vertx.core.Future;
import io.vertx.core.Promise;

/**
 * One call into a script and its outcome: a message to answer, a timer, the start. Used on the verticle's context.
 */
public final class Invocation {
    private final String what;
    private final Invocation cause;
    private final Trace trace;
    private final ScriptExecutor executor;
    private final Promise<Object> outcome;
    private boolean settled;

    /**
     * @param cause the invocation that waits for this one, or null; it fails when this one does
     * @param trace is passed on with all requests that the script sends during this invocation
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

    /** Completes with the answer, a JSON value, or fails with a {@link ScriptFailure}. */
    Future<Object> outcome() {
        return outcome.future();
    }

    /** Whether it has ended. {@link #outcome()} completes once the script has returned. */
    boolean isSettled() {
        return settled;
    }

    /** The present time limit of an execution, in words. */
    String describeLimit() {
        return executor.describeLimit();
    }

    /** The cause of invocations that start during this one; null once it is settled, or a chain of timers would grow. */
    Invocation rootCause() {
        Invocation root = cause == null ? this : cause;
        return root.settled ? null : root;
    }

    /** Ends this with an answer, a value that the event bus carries. Has no effect if this has ended. */
    public void succeed(Object answer) {
        settle(() -> outcome.complete(answer));
    }

    /** Ends this and its cause with a failure. Returns false if this has ended before. */
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
