package io.polyloop.polyglot;

import java.util.ArrayDeque;
import java.util.Queue;
import org.slf4j.Logger;

/**
 * The one door into a script. A turn is one entry with everything that follows from it at once; it is watched, and it
 * belongs to the {@link Call} it was taken for. Used by one thread at a time.
 */
final class Turns {
    private final Guest guest;
    private final Watchdog.Watch watch;
    private final Logger log;
    private final Queue<Runnable> afterwards = new ArrayDeque<>();
    private Call current;

    Turns(Guest guest, Watchdog.Watch watch, Logger log) {
        this.guest = guest;
        this.watch = watch;
        this.log = log;
    }

    /** Runs {@code code} of the script. Whatever it throws is a failure of {@code call}, and of nobody else. */
    void take(Call call, Runnable code) {
        Call outer = current;
        current = call;
        if (outer == null) {
            watch.begin();
        }
        try {
            enter(call, code, outer == null);
        } finally {
            current = outer;
            if (outer == null) {
                watch.end();
                settle();
            }
        }
    }

    // A turn within a turn is of the same thread: the outer one's trace would be gone after it.
    private void enter(Call call, Runnable code, boolean outermost) {
        if (outermost) {
            call.trace().during(() -> run(call, code));
        } else {
            run(call, code);
        }
    }

    /** How long a turn may last at present, in words. */
    String limit() {
        return watch.allowed();
    }

    /** The call whose turn it is, or null outside of a turn. */
    Call current() {
        return current;
    }

    /** Runs {@code code} once the script has returned, so that its clock does not run for the code of others. */
    void afterwards(Runnable code) {
        afterwards.add(code);
        if (current == null) {
            settle();
        }
    }

    // An error too: a stack overflow or a failed assertion of the script is no reason to take the event loop's down.
    private void run(Call call, Runnable code) {
        try {
            code.run();
        } catch (Throwable thrown) {
            HeapExhausted.reportIn(thrown);
            fail(call, guest.explain(call, thrown));
        }
    }

    private void fail(Call call, ScriptFailure failure) {
        if (!call.fail(failure)) {
            // It was answered before, and went on: nobody else will hear of this.
            log.error(failure.trace());
        }
    }

    private void settle() {
        for (Runnable next = afterwards.poll(); next != null; next = afterwards.poll()) {
            next.run();
        }
    }
}
