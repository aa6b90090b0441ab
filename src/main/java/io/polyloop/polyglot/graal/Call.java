package io.polyloop.polyglot.graal;

import io.polyloop.bus.Trace;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.DecodeException;
import org.graalvm.polyglot.HostAccess.Export;
import org.graalvm.polyglot.Value;

/**
 * One thing that a script was asked to do, and how it ended: a message to answer, a timer, its start. Public because
 * GraalJS can only reach public classes; used on the verticle's context.
 */
public final class Call {
    private final String what;
    private final Call cause;
    private final Trace trace;
    private final Turns turns;
    private final Promise<Object> outcome;
    private boolean settled;

    /**
     * {@code cause} is the call that this one works for, or null: when this is interrupted, that is lost too.
     * {@code trace} goes on with all that the script asks for meanwhile.
     */
    Call(String what, Call cause, Trace trace, Turns turns, Promise<Object> outcome) {
        this.what = what;
        this.cause = cause;
        this.trace = trace;
        this.turns = turns;
        this.outcome = outcome;
    }

    Trace trace() {
        return trace;
    }

    /** What the script answered, decoded from JSON, or a {@link ScriptFailure}. */
    Future<Object> outcome() {
        return outcome.future();
    }

    /** What a call made during this one works for. Null once that is settled, or a chain of timers would pile up. */
    Call root() {
        Call root = cause == null ? this : cause;
        return root.settled ? null : root;
    }

    /** Ends this if the prelude returned an answer, and not undefined because the script is still at it. */
    void end(Value answer) {
        if (answer.isString()) {
            succeed(answer.asString());
        }
    }

    /** Called by the prelude with an answer that took longer, encoded. */
    @Export
    public void succeed(String crossed) {
        try {
            Object value = Crossing.out(crossed);
            settle(() -> outcome.complete(value));
        } catch (DecodeException unreadable) {
            fail(ScriptFailure.because("the answer cannot be read as JSON: " + unreadable.getMessage()));
        }
    }

    /** Called by the prelude with what the script threw. */
    @Export
    public void fail(String code, String message, String trace) {
        fail(ScriptFailure.thrown(code, message, trace));
    }

    /** Ends this and the call it works for; false if this had ended before. */
    boolean fail(ScriptFailure failure) {
        if (cause != null) {
            cause.fail(failure);
        }
        return settle(() -> outcome.fail(failure));
    }

    private boolean settle(Runnable end) {
        boolean first = !settled;
        if (first) {
            settled = true;
            turns.afterwards(end);
        }
        return first;
    }

    @Override
    public String toString() {
        return what;
    }
}
