package io.polyloop.polyglot;

import java.util.ArrayDeque;
import java.util.Queue;
import org.slf4j.Logger;

/**
 * Runs code of a script. An execution lasts from a call into the script until it returns; the watchdog limits its time,
 * and it belongs to one {@link Invocation}, which may take several executions. Used by one thread at a time.
 */
final class ScriptExecutor {
    private final LanguageScript script;
    private final Watchdog.Watch watch;
    private final Logger log;
    private final Queue<Runnable> afterExecution = new ArrayDeque<>();
    private Invocation current;

    ScriptExecutor(LanguageScript script, Watchdog.Watch watch, Logger log) {
        this.script = script;
        this.watch = watch;
        this.log = log;
    }

    /** Runs {@code code} of the script. What it throws fails {@code invocation} only. */
    void execute(Invocation invocation, Runnable code) {
        Invocation outer = current;
        current = invocation;
        if (outer == null) {
            watch.begin();
        }
        try {
            enter(invocation, code, outer == null);
        } finally {
            current = outer;
            if (outer == null) {
                watch.end();
                runPending();
            }
        }
    }

    // A nested execution runs on the same thread and must not clear the trace of the outer one.
    private void enter(Invocation invocation, Runnable code, boolean outermost) {
        if (outermost) {
            invocation.trace().during(() -> run(invocation, code));
        } else {
            run(invocation, code);
        }
    }

    /** The present time limit of an execution, in words. */
    String describeLimit() {
        return watch.describeLimit();
    }

    /** The invocation that is executed, or null outside of executions. */
    Invocation current() {
        return current;
    }

    /** Runs {@code code} once the script has returned, so that it does not count against the time limit of the script. */
    void afterExecution(Runnable code) {
        afterExecution.add(code);
        if (current == null) {
            runPending();
        }
    }

    // Catches errors too: a stack overflow or a failed assertion in the script must not harm the event loop.
    private void run(Invocation invocation, Runnable code) {
        try {
            code.run();
        } catch (Throwable thrown) {
            OutOfMemoryReporter.reportIn(thrown);
            fail(invocation, script.toFailure(invocation, thrown));
        }
    }

    private void fail(Invocation invocation, ScriptFailure failure) {
        if (!invocation.fail(failure)) {
            // The invocation was answered before this failure, so no caller gets it.
            log.error(failure.trace());
        }
    }

    private void runPending() {
        for (Runnable next = afterExecution.poll(); next != null; next = afterExecution.poll()) {
            next.run();
        }
    }
}
