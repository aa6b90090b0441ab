package io.polyloop.polyglot.graal;

import io.polyloop.bus.Trace;
import io.polyloop.polyglot.FetchRules;
import io.polyloop.polyglot.Monitor;
import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import io.vertx.core.Future;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.json.EncodeException;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Value;
import org.slf4j.Logger;

/** One script in its own Context: what it exports, what it has to answer, and its end. On its verticle's context. */
final class Script {
    /** Loading, starting and stopping may each take this many times the limit of a handler. */
    static final int PATIENCE = 10;

    private final String file;
    private final ContextInternal verticle;
    private final Context sandbox;
    private final Watchdog.Watch watch;
    private final Logger log;
    private final Monitor monitor;
    private final Turns turns;
    private final ScriptHost host;
    private final Set<Call> open = Collections.newSetFromMap(new IdentityHashMap<>());
    private Duration patience;
    private Crossing crossing;
    private Value prelude;
    private boolean closed;

    Script(
            String file,
            io.vertx.core.Context verticle,
            Context sandbox,
            Watchdog.Watch watch,
            FetchRules fetch,
            Logger log,
            Monitor monitor) {
        this.file = file;
        this.verticle = (ContextInternal) verticle;
        this.sandbox = sandbox;
        this.watch = watch;
        this.log = log;
        this.monitor = monitor;
        this.turns = new Turns(watch, log);
        this.host = new ScriptHost(this, this.verticle, fetch, log);
    }

    /** Evaluates the module. The one thing done on a worker thread, before anybody else knows of this object. */
    void load(Prelude parts, Duration maxHandlerTime) {
        // Not watched: that the first Context of a process takes its time is no fault of the script.
        crossing = new Crossing(sandbox);
        prelude = parts.install(sandbox, host);
        patience = maxHandlerTime.multipliedBy(PATIENCE);
        watch.limit(patience);
        Call loading = open("loading " + file, null, Trace.NONE);
        turns.take(loading, () -> loading.end(prelude.invokeMember("load", loading, "/" + file)));
        watch.limit(maxHandlerTime);
        check(loading.outcome());
    }

    private void check(Future<Object> loaded) {
        if (!loaded.isComplete()) {
            throw ScriptFailure.because(
                    file + ": its top-level await waits for something that cannot come yet: move it into start()");
        }
        if (loaded.cause() instanceof ScriptFailure failure) {
            throw failure;
        }
    }

    /** Done when the script's {@code start} is, and everything that it consumes is registered. */
    Future<Void> start() {
        return within("start()", run("start").compose(v -> host.registered()));
    }

    /** Takes no new messages, lets the script put its things away, and waits for the answers that it still owes. */
    Future<Void> stop() {
        return host.close()
                .compose(v -> within("stop()", run("stop").mapEmpty()))
                .eventually(() -> within("answering", answered()).otherwiseEmpty());
    }

    private Future<Object> run(String export) {
        Call call = open(export + "()", null, Trace.NONE);
        take(call, () -> call.end(prelude.invokeMember(export, call)));
        return call.outcome();
    }

    private Future<Void> answered() {
        List<Future<Object>> owed = open.stream().map(Call::outcome).toList();
        return Future.join(owed).otherwiseEmpty().mapEmpty();
    }

    private Future<Void> within(String what, Future<Void> future) {
        return future.timeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .recover(failure -> Future.failedFuture(
                        failure instanceof java.util.concurrent.TimeoutException
                                ? ScriptFailure.because(file + ": " + what + " was not done after "
                                        + patience.toMillis() + " ms: see what it awaits")
                                : failure));
    }

    /** A new call of a handler, which is counted. */
    Call call(String what, Trace trace) {
        return call(what, null, trace);
    }

    /** The same for what {@code cause}, or nobody, waits for. */
    Call call(String what, Call cause, Trace trace) {
        long began = System.nanoTime();
        Call call = open(what, cause, trace);
        call.outcome().onComplete(end -> count(System.nanoTime() - began, end.cause()));
        return call;
    }

    private void count(long nanos, Throwable failure) {
        if (failure == null) {
            monitor.answered(nanos);
        } else if (failure instanceof ScriptFailure refusal && refusal.refusal()) {
            monitor.refused(nanos);
        } else {
            monitor.failed(nanos, failure instanceof ScriptFailure fault ? fault.summary() : failure.toString());
        }
    }

    /** A new call that {@link #close()} fails if it is still open by then. */
    private Call open(String what, Call cause, Trace trace) {
        Call call = new Call(what, cause, trace, turns, verticle.promise());
        open.add(call);
        call.outcome().onComplete(end -> open.remove(call));
        return call;
    }

    /** Enters the Context on behalf of {@code call}; does nothing once this is closed. */
    void take(Call call, Runnable code) {
        if (closed) {
            call.fail(ScriptFailure.because(file + " was stopped"));
        } else {
            turns.take(call, () -> run(call, code));
        }
    }

    // What a script throws is read by the prelude, in the same turn: to look at it may run code of the script.
    private void run(Call call, Runnable code) {
        try {
            code.run();
        } catch (PolyglotException thrown) {
            if (thrown.isInterrupted() || thrown.isCancelled() || thrown.getGuestObject() == null) {
                throw thrown;
            }
            prelude.invokeMember("fail", call, thrown.getGuestObject());
        }
    }

    /** A value for the script; in a turn. */
    Object in(Object json) {
        try {
            return crossing.in(json);
        } catch (EncodeException unencodable) {
            throw ScriptFailure.because("this cannot be written as JSON: " + unencodable.getMessage());
        }
    }

    Call current() {
        return turns.current();
    }

    /** Settles a promise of the script with what {@code future} brings, on behalf of the call that it was made in. */
    void settle(Future<?> future, Value resolve, Value reject) {
        Call owner = current();
        future.onSuccess(value -> take(owner, () -> resolve.executeVoid(in(value))))
                .onFailure(failure -> take(owner, () -> reject(reject, failure)));
    }

    private static void reject(Value reject, Throwable failure) {
        String code =
                failure instanceof ProblemException refusal ? refusal.problem().code() : Problem.INTERNAL.code();
        reject.executeVoid(code, String.valueOf(failure.getMessage()));
    }

    /** Logs a failure that nobody else hears of in full; a refusal is an answer and not logged. */
    void report(Call call, Throwable failure) {
        if (failure instanceof ScriptFailure fault && !fault.refusal()) {
            call.trace().during(() -> log.error("{} failed: {}", call, fault.trace()));
        }
    }

    /** Ends everything at once. Never inside a turn: a Context cannot be closed under its own feet. */
    void close() {
        if (!closed) {
            closed = true;
            host.timers.cancel();
            List.copyOf(open).forEach(call -> call.fail(ScriptFailure.because(file + " was stopped")));
            dispose();
        }
    }

    void dispose() {
        watch.close();
        sandbox.close(true);
    }
}
