package io.polyloop.polyglot;

import java.util.ArrayDeque;
import java.util.Queue;
import org.slf4j.Logger;

/**
 * The one door into a script. A turn is one entry with everything that follows from it at once; it is watched, and it
 * belongs to the {@link Invocation} it was taken for. Used by one thread at a time.
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

    /** Runs {@code code} of the script. Whatever it throws is a failure of {@code invocation}, and of nobody else. */
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

    // A turn within a turn is of the same thread: the outer one's trace would be gone after it.
    private void enter(Invocation invocation, Runnable code, boolean outermost) {
        if (outermost) {
            invocation.trace().during(() -> run(invocation, code));
        } else {
            run(invocation, code);
        }
    }

    /** How long a turn may last at present, in words. */
    String describeLimit() {
        return watch.describeLimit();
    }

    /** The call whose turn it is, or null outside of a turn. */
    Invocation current() {
        return current;
    }

    /** Runs {@code code} once the script has returned, so that its clock does not run for the code of others. */
    void afterExecution(Runnable code) {
        afterExecution.add(code);
        if (current == null) {
            runPending();
        }
    }

    // An error too: a stack overflow or a failed assertion of the script is no reason to take the event loop's down.
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
            // It was answered before, and went on: nobody else will hear of this.
            log.error(failure.trace());
        }
    }

    private void runPending() {
        for (Runnable next = afterExecution.poll(); next != null; next = afterExecution.poll()) {
            next.run();
        }
    }
}
