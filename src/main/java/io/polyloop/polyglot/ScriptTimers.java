package io.polyloop.polyglot;

import io.polyloop.verticle.Trace;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** Timers for a script. Used in executions of the script. */
public final class ScriptTimers {
    private final Script script;
    private final Vertx vertx;
    // Timer ids count per Vertx: without this set a script could cancel timers of other verticles.
    private final Set<Long> timers = new HashSet<>();

    ScriptTimers(Script script, Vertx vertx) {
        this.script = script;
        this.vertx = vertx;
    }

    /** Runs code of the script after {@code delay} milliseconds, once or periodically. Returns an id for clearing. */
    public long start(long delay, boolean repeat, Consumer<Invocation> code) {
        Invocation cause = script.current().rootCause();
        Trace trace = script.current().trace();
        Handler<Long> fire = id -> {
            if (!repeat) {
                timers.remove(id);
            }
            fire(code, cause, trace);
        };
        long id = repeat ? vertx.setPeriodic(delay, fire) : vertx.setTimer(delay, fire);
        timers.add(id);
        return id;
    }

    private void fire(Consumer<Invocation> code, Invocation cause, Trace trace) {
        Invocation invocation = script.handlerInvocation("a timer", cause, trace);
        invocation.outcome().onFailure(failure -> script.log().fault(invocation, failure));
        script.execute(invocation, () -> code.accept(invocation));
    }

    /** Has no effect on a timer of another script. */
    public void clear(long id) {
        if (timers.remove(id)) {
            vertx.cancelTimer(id);
        }
    }

    void cancel() {
        timers.forEach(vertx::cancelTimer);
        timers.clear();
    }
}
