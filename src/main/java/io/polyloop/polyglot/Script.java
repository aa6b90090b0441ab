package io.polyloop.polyglot;

import io.polyloop.bus.Trace;
import io.polyloop.log.LoggerConverter;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.internal.ContextInternal;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One script of any language: its start, what it has to answer, and its end. On its verticle's context. */
final class Script {
    /** Loading, starting and stopping may each take this many times the limit of a handler. */
    static final int PATIENCE = 10;

    private final String file;
    private final ContextInternal verticle;
    private final Monitor monitor;
    private final Duration patience;
    private final Host host;
    private final Guest guest;
    private final Watchdog.Watch watch;
    private final Turns turns;
    private final Logger log;
    private final Set<Call> open = ConcurrentHashMap.newKeySet(); // changed on the context, read by any thread
    private volatile boolean closed;

    Script(
            String file,
            Context verticle,
            Monitor monitor,
            Watchdog watchdog,
            Duration maxHandlerTime,
            Function<Host, Guest> guest) {
        this.file = file;
        this.verticle = (ContextInternal) verticle;
        this.monitor = monitor;
        this.patience = maxHandlerTime.multipliedBy(PATIENCE);
        this.log = LoggerFactory.getLogger(LoggerConverter.SCRIPTS + file);
        this.host = new Host(this, this.verticle, log);
        this.guest = guest.apply(host);
        this.watch = watchdog.watch(this.guest::interrupt, maxHandlerTime, this::stuck);
        this.turns = new Turns(this.guest, watch, log);
    }

    /**
     * Evaluates the script; throws with file, line and what to do about it. The one thing done on a worker thread,
     * before anybody else knows of this object.
     */
    void load() {
        Call loading = newCall("loading " + file, null, Trace.NONE);
        watch.allow(PATIENCE);
        turns.take(loading, () -> guest.load(loading));
        watch.allow(1);
        if (!loading.outcome().succeeded()) {
            dispose();
            throw loading.outcome().cause() instanceof ScriptFailure failure ? failure : unfinished();
        }
    }

    private ScriptFailure unfinished() {
        return ScriptFailure.because(
                file + ": its top-level await waits for something that cannot come yet: move it into start()");
    }

    /** Done when the script's {@code start} is, and everything that it consumes is registered. */
    Future<Void> start() {
        return within("start()", run("start()", guest::start).compose(v -> host.registered()));
    }

    /** Takes no new messages, lets the script put its things away, and waits for the answers that it still owes. */
    Future<Void> stop() {
        return host.close()
                .compose(v -> within("stop()", run("stop()", guest::stop).mapEmpty()))
                .eventually(() -> within("answering", answered()).otherwiseEmpty());
    }

    private Future<Object> run(String what, Consumer<Call> code) {
        Call call = newCall(what, null, Trace.NONE);
        take(call, () -> code.accept(call));
        return call.outcome();
    }

    private Future<Void> answered() {
        List<Future<Object>> owed = open.stream().map(Call::outcome).toList();
        return Future.join(owed).otherwiseEmpty().mapEmpty();
    }

    private Future<Void> within(String what, Future<Void> future) {
        return future.timeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .recover(failure -> Future.failedFuture(failure instanceof TimeoutException ? late(what) : failure));
    }

    private ScriptFailure late(String what) {
        return ScriptFailure.because(
                file + ": " + what + " was not done after " + patience.toMillis() + " ms: see what it awaits");
    }

    /** A new call of a handler, which is counted. */
    Call call(String what, Trace trace) {
        return call(what, null, trace);
    }

    /** The same for what {@code cause}, or nobody, waits for. */
    Call call(String what, Call cause, Trace trace) {
        long began = System.nanoTime();
        Call call = newCall(what, cause, trace);
        call.outcome().onComplete(answer -> monitor.answered(since(began)), failure -> failed(since(began), failure));
        return call;
    }

    private void failed(long nanos, Throwable failure) {
        if (failure instanceof ScriptFailure refusal && refusal.refusal()) {
            monitor.refused(nanos);
        } else {
            monitor.failed(nanos, failure instanceof ScriptFailure fault ? fault.summary() : failure.toString());
        }
    }

    private static long since(long began) {
        return System.nanoTime() - began;
    }

    private Call newCall(String what, Call cause, Trace trace) {
        return new Call(what, cause, trace, turns, verticle.promise());
    }

    /** Runs code of the script on behalf of {@code call}; does nothing once this is closed. */
    void take(Call call, Runnable code) {
        if (closed) {
            call.fail(ScriptFailure.because(file + " was stopped"));
        } else {
            turns.take(call, code);
            remember(call);
        }
    }

    /** {@link #close()} fails what is not done by then. Most calls are done at once. */
    private void remember(Call call) {
        if (!call.isSettled() && open.add(call)) {
            call.outcome().onComplete(end -> open.remove(call));
        }
    }

    /** What has not ended, in words. Safe to call from any thread. */
    String pending() {
        Set<String> pending = open.stream().map(Call::toString).collect(Collectors.toCollection(TreeSet::new));
        Call running = turns.current();
        if (running != null) {
            pending.add(running.toString());
        }
        return pending.isEmpty() ? "its stop()" : String.join(", ", pending);
    }

    /** The call whose turn it is. Outside of turns, where trusted code may come from, a new one that is only logged. */
    Call current() {
        Call current = turns.current();
        return current == null ? stray() : current;
    }

    private Call stray() {
        Call stray = newCall("a callback", null, Trace.NONE);
        stray.outcome().onFailure(failure -> report(stray, failure));
        return stray;
    }

    /** Logs a failure that nobody else hears of in full; a refusal is an answer and not logged. */
    void report(Call call, Throwable failure) {
        if (failure instanceof ScriptFailure fault && !fault.refusal()) {
            reportAny(call, failure);
        }
    }

    /** Logs a refusal too, where there is nobody who would get it as an answer. */
    void reportAny(Call call, Throwable failure) {
        String told = failure instanceof ScriptFailure fault ? fault.trace() : failure.toString();
        // What was interrupted says itself which call it was.
        String text = told.startsWith(call.toString()) ? told : call + " failed: " + told;
        call.trace().during(() -> log.error(text));
    }

    /** Ends everything at once. Never inside a turn: a script cannot be taken away under its own feet. */
    void close() {
        if (!closed) {
            closed = true;
            host.cancelTimers();
            List.copyOf(open).forEach(call -> call.fail(ScriptFailure.because(file + " was stopped")));
            dispose();
        }
    }

    // By the watchdog's thread. What it reads was written before the turn began, and its beginning was seen.
    private void stuck() {
        monitor.stuck(turns.current() + " does not end when it is interrupted", this::abandon);
    }

    /** Ends what can be ended while a thread is still inside: by any thread but that one. */
    private void abandon() {
        closed = true;
        watch.close();
        host.close();
        host.cancelTimers();
        // Closing waits for the thread inside; it also cancels what that runs, as soon as it can be cancelled.
        Thread closing = new Thread(guest::close, "close-" + file);
        closing.setDaemon(true);
        closing.start();
    }

    private void dispose() {
        watch.close();
        guest.close();
    }
}
