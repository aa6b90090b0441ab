package io.polyloop.polyglot.graal;

import io.polyloop.bus.Trace;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import java.util.HashSet;
import java.util.Set;
import org.graalvm.polyglot.HostAccess.DisableMethodScoping;
import org.graalvm.polyglot.HostAccess.Export;
import org.graalvm.polyglot.Value;

/** Timers as {@code prelude/timers.js} uses them. In a turn of the script. */
public final class HostTimers {
    private final Script script;
    private final Vertx vertx;
    // Timer ids are counted per Vertx: without our own list a script could cancel the timers of others.
    private final Set<Long> timers = new HashSet<>();

    HostTimers(Script script, Vertx vertx) {
        this.script = script;
        this.vertx = vertx;
    }

    @Export
    @DisableMethodScoping
    public double start(long delay, boolean repeat, Value handler) {
        Call cause = script.current().root();
        Trace trace = script.current().trace();
        Handler<Long> fire = id -> {
            if (!repeat) {
                timers.remove(id);
            }
            fire(handler, cause, trace);
        };
        long id = repeat ? vertx.setPeriodic(delay, fire) : vertx.setTimer(delay, fire);
        timers.add(id);
        return id;
    }

    private void fire(Value handler, Call cause, Trace trace) {
        Call call = script.call("a timer", cause, trace);
        call.outcome().onFailure(failure -> script.report(call, failure));
        script.take(call, () -> call.end(handler.execute(call)));
    }

    @Export
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
