package io.polyloop.polyglot;

import io.polyloop.internals.ContextAccess;
import io.polyloop.log.LoggerConverter;
import io.polyloop.verticle.Trace;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One instance of a script in any language, from its load to its close. Used on its verticle's context. */
final class Script {
    /** Loading, starting and stopping may each take this many times {@code max-handler-time}. */
    static final int PHASE_FACTOR = 10;

    private final String file;
    private final Context verticle;
    private final ContextAccess contexts;
    private final ScriptMonitor monitor;
    private final Duration phaseTimeout;
    private final ScriptContext scriptContext;
    private final LanguageScript languageScript;
    private final Watchdog.Watch watch;
    private final ScriptExecutor executor;
    private final InvocationLog log;
    private final OpenInvocations open = new OpenInvocations();
    private volatile boolean closed;

    Script(
            String file,
            Context verticle,
            ScriptMonitor monitor,
            Watchdog watchdog,
            Duration maxHandlerTime,
            Function<ScriptContext, LanguageScript> language) {
        this.file = file;
        this.verticle = verticle;
        this.contexts = ContextAccess.of(verticle.owner());
        this.monitor = monitor;
        this.phaseTimeout = maxHandlerTime.multipliedBy(PHASE_FACTOR);
        Logger logger = LoggerFactory.getLogger(LoggerConverter.SCRIPTS + file);
        this.log = new InvocationLog(logger);
        this.scriptContext = new ScriptContext(this, this.verticle, logger);
        this.languageScript = language.apply(scriptContext);
        this.watch = watchdog.watch(languageScript::interrupt, maxHandlerTime, this::stuck);
        this.executor = new ScriptExecutor(languageScript, watch, logger);
    }

    /** The name of its file. */
    String file() {
        return file;
    }

    /**
     * Evaluates the script. Throws with file, line and what to do about it. The only method that runs on a worker thread,
     * before another thread knows this object.
     */
    void load() {
        Invocation loading = newInvocation("loading " + file, null, Trace.NONE);
        watch.multiplyLimit(PHASE_FACTOR);
        executor.execute(loading, () -> languageScript.load(loading));
        watch.multiplyLimit(1);
        if (!loading.outcome().succeeded()) {
            release();
            throw loading.outcome().cause() instanceof ScriptFailure failure ? failure : stillAwaiting();
        }
    }

    private ScriptFailure stillAwaiting() {
        return ScriptFailure.because(file
                + ": its top-level await waits for something that cannot come before start(); move it into start()");
    }

    /** Completes when the script's {@code start} has, and all its consumers are registered. */
    Future<Void> start() {
        return withTimeout("start()", run("start()", languageScript::start).compose(v -> scriptContext.registered()));
    }

    /** Unregisters the consumers, runs the script's {@code stop()}, and waits for its pending answers. */
    Future<Void> stop() {
        return scriptContext
                .close()
                .compose(v -> withTimeout(
                        "stop()", run("stop()", languageScript::stop).mapEmpty()))
                .eventually(() -> withTimeout("answering", open.whenEnded()).otherwiseEmpty());
    }

    private Future<Object> run(String what, Consumer<Invocation> code) {
        Invocation invocation = newInvocation(what, null, Trace.NONE);
        execute(invocation, () -> code.accept(invocation));
        return invocation.outcome();
    }

    private Future<Void> withTimeout(String what, Future<Void> future) {
        return future.timeout(phaseTimeout.toMillis(), TimeUnit.MILLISECONDS)
                .recover(
                        failure -> Future.failedFuture(failure instanceof TimeoutException ? timedOut(what) : failure));
    }

    private ScriptFailure timedOut(String what) {
        return ScriptFailure.because(file + ": " + what + " did not complete within " + phaseTimeout.toMillis()
                + " ms; check what it awaits");
    }

    /** A new invocation of a handler, which is measured; on behalf of {@code cause} unless that is null. */
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
        return new Invocation(what, cause, trace, executor, contexts.promise(verticle));
    }

    /** Runs code of the script on behalf of {@code invocation}, which fails if the script is closed. */
    void execute(Invocation invocation, Runnable code) {
        if (closed) {
            invocation.fail(stopped());
        } else {
            executor.execute(invocation, code);
            open.track(invocation);
        }
    }

    /** The pending invocations in words. Safe to call from any thread. */
    String pending() {
        return open.describe(executor.current());
    }

    /** The invocation that runs now. Code that trusted scripts run outside of any gets a new one, which is only logged. */
    Invocation current() {
        Invocation current = executor.current();
        return current == null ? unattributed() : current;
    }

    private Invocation unattributed() {
        Invocation callback = newInvocation("a callback", null, Trace.NONE);
        callback.outcome().onFailure(failure -> log.fault(callback, failure));
        return callback;
    }

    InvocationLog log() {
        return log;
    }

    /** Ends all invocations and frees the script. Not for use within an invocation, whose code still runs. */
    void close() {
        if (!closed) {
            closed = true;
            scriptContext.cancelTimers();
            open.failAll(stopped());
            release();
        }
    }

    private ScriptFailure stopped() {
        return ScriptFailure.because(file + " was stopped");
    }

    // Called by the watchdog's thread. It sees what was written before the execution began, since it saw it begin.
    private void stuck() {
        monitor.stuck(executor.current() + " does not end when it is interrupted", this::abandon);
    }

    /** Ends what can be ended while a thread is still inside the script. Called by any other thread. */
    private void abandon() {
        closed = true;
        watch.close();
        scriptContext.close();
        scriptContext.cancelTimers();
        // Closing waits for the thread inside. It also cancels what that thread runs, as soon as it can be cancelled.
        Thread closing = new Thread(languageScript::close, "close-" + file);
        closing.setDaemon(true);
        closing.start();
    }

    private void release() {
        watch.close();
        languageScript.close();
    }
}
