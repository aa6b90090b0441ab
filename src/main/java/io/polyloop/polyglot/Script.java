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
    static final int PHASE_FACTOR = 10;

    private final String file;
    private final ContextInternal verticle;
    private final ScriptMonitor monitor;
    private final Duration phaseTimeout;
    private final ScriptContext scriptContext;
    private final LanguageScript languageScript;
    private final Watchdog.Watch watch;
    private final ScriptExecutor executor;
    private final Logger log;
    private final Set<Invocation> open = ConcurrentHashMap.newKeySet(); // changed on the context, read by any thread
    private volatile boolean closed;

    Script(
            String file,
            Context verticle,
            ScriptMonitor monitor,
            Watchdog watchdog,
            Duration maxHandlerTime,
            Function<ScriptContext, LanguageScript> language) {
        this.file = file;
        this.verticle = (ContextInternal) verticle;
        this.monitor = monitor;
        this.phaseTimeout = maxHandlerTime.multipliedBy(PHASE_FACTOR);
        this.log = LoggerFactory.getLogger(LoggerConverter.SCRIPTS + file);
        this.scriptContext = new ScriptContext(this, this.verticle, log);
        this.languageScript = language.apply(scriptContext);
        this.watch = watchdog.watch(languageScript::interrupt, maxHandlerTime, this::stuck);
        this.executor = new ScriptExecutor(languageScript, watch, log);
    }

    /**
     * Evaluates the script; throws with file, line and what to do about it. The one thing done on a worker thread,
     * before anybody else knows of this object.
     */
    void load() {
        Invocation loading = newInvocation("loading " + file, null, Trace.NONE);
        watch.multiplyLimit(PHASE_FACTOR);
        executor.execute(loading, () -> languageScript.load(loading));
        watch.multiplyLimit(1);
        if (!loading.outcome().succeeded()) {
            release();
            throw loading.outcome().cause() instanceof ScriptFailure failure ? failure : unfinished();
        }
    }

    private ScriptFailure unfinished() {
        return ScriptFailure.because(
                file + ": its top-level await waits for something that cannot come yet: move it into start()");
    }

    /** Done when the script's {@code start} is, and everything that it consumes is registered. */
    Future<Void> start() {
        return withTimeout("start()", run("start()", languageScript::start).compose(v -> scriptContext.registered()));
    }

    /** Takes no new messages, lets the script put its things away, and waits for the answers that it still owes. */
    Future<Void> stop() {
        return scriptContext
                .close()
                .compose(v -> withTimeout(
                        "stop()", run("stop()", languageScript::stop).mapEmpty()))
                .eventually(() -> withTimeout("answering", whenAnswered()).otherwiseEmpty());
    }

    private Future<Object> run(String what, Consumer<Invocation> code) {
        Invocation invocation = newInvocation(what, null, Trace.NONE);
        execute(invocation, () -> code.accept(invocation));
        return invocation.outcome();
    }

    private Future<Void> whenAnswered() {
        List<Future<Object>> owed = open.stream().map(Invocation::outcome).toList();
        return Future.join(owed).otherwiseEmpty().mapEmpty();
    }

    private Future<Void> withTimeout(String what, Future<Void> future) {
        return future.timeout(phaseTimeout.toMillis(), TimeUnit.MILLISECONDS)
                .recover(
                        failure -> Future.failedFuture(failure instanceof TimeoutException ? timedOut(what) : failure));
    }

    private ScriptFailure timedOut(String what) {
        return ScriptFailure.because(
                file + ": " + what + " was not done after " + phaseTimeout.toMillis() + " ms: see what it awaits");
    }

    /** A new call of a handler, which is counted. */
    Invocation handlerInvocation(String what, Trace trace) {
        return handlerInvocation(what, null, trace);
    }

    /** The same for what {@code cause}, or nobody, waits for. */
    Invocation handlerInvocation(String what, Invocation cause, Trace trace) {
        long began = System.nanoTime();
        Invocation invocation = newInvocation(what, cause, trace);
        invocation
                .outcome()
                .onComplete(answer -> monitor.answered(since(began)), failure -> failed(since(began), failure));
        return invocation;
    }

    private void failed(long nanos, Throwable failure) {
        if (failure instanceof ScriptFailure refusal && refusal.isRefusal()) {
            monitor.refused(nanos);
        } else {
            monitor.failed(nanos, failure instanceof ScriptFailure fault ? fault.summary() : failure.toString());
        }
    }

    private static long since(long began) {
        return System.nanoTime() - began;
    }

    private Invocation newInvocation(String what, Invocation cause, Trace trace) {
        return new Invocation(what, cause, trace, executor, verticle.promise());
    }

    /** Runs code of the script on behalf of {@code invocation}; does nothing once this is closed. */
    void execute(Invocation invocation, Runnable code) {
        if (closed) {
            invocation.fail(ScriptFailure.because(file + " was stopped"));
        } else {
            executor.execute(invocation, code);
            track(invocation);
        }
    }

    /** {@link #close()} fails what is not done by then. Most calls are done at once. */
    private void track(Invocation invocation) {
        if (!invocation.isSettled() && open.add(invocation)) {
            invocation.outcome().onComplete(end -> open.remove(invocation));
        }
    }

    /** What has not ended, in words. Safe to call from any thread. */
    String pending() {
        Set<String> pending = open.stream().map(Invocation::toString).collect(Collectors.toCollection(TreeSet::new));
        Invocation running = executor.current();
        if (running != null) {
            pending.add(running.toString());
        }
        return pending.isEmpty() ? "its stop()" : String.join(", ", pending);
    }

    /** The call whose turn it is. Outside of turns, where trusted code may come from, a new one that is only logged. */
    Invocation current() {
        Invocation current = executor.current();
        return current == null ? unattributed() : current;
    }

    private Invocation unattributed() {
        Invocation stray = newInvocation("a callback", null, Trace.NONE);
        stray.outcome().onFailure(failure -> logFault(stray, failure));
        return stray;
    }

    /** Logs a failure that nobody else hears of in full; a refusal is an answer and not logged. */
    void logFault(Invocation invocation, Throwable failure) {
        if (failure instanceof ScriptFailure fault && !fault.isRefusal()) {
            logFailure(invocation, failure);
        }
    }

    /** Logs a refusal too, where there is nobody who would get it as an answer. */
    void logFailure(Invocation invocation, Throwable failure) {
        String told = failure instanceof ScriptFailure fault ? fault.trace() : failure.toString();
        // What was interrupted says itself which call it was.
        String text = told.startsWith(invocation.toString()) ? told : invocation + " failed: " + told;
        invocation.trace().during(() -> log.error(text));
    }

    /** Ends everything at once. Never inside a turn: a script cannot be taken away under its own feet. */
    void close() {
        if (!closed) {
            closed = true;
            scriptContext.cancelTimers();
            List.copyOf(open).forEach(invocation -> invocation.fail(ScriptFailure.because(file + " was stopped")));
            release();
        }
    }

    // By the watchdog's thread. What it reads was written before the turn began, and its beginning was seen.
    private void stuck() {
        monitor.stuck(executor.current() + " does not end when it is interrupted", this::abandon);
    }

    /** Ends what can be ended while a thread is still inside: by any thread but that one. */
    private void abandon() {
        closed = true;
        watch.close();
        scriptContext.close();
        scriptContext.cancelTimers();
        // Closing waits for the thread inside; it also cancels what that runs, as soon as it can be cancelled.
        Thread closing = new Thread(languageScript::close, "close-" + file);
        closing.setDaemon(true);
        closing.start();
    }

    private void release() {
        watch.close();
        languageScript.close();
    }
}
