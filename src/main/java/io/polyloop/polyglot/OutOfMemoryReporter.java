package io.polyloop.polyglot;

/** Passes an exhausted heap that a script ran into on to the process: every other thread lacks the memory too. */
public final class OutOfMemoryReporter {
    private OutOfMemoryReporter() {}

    /** Reports {@code thrown} to what watches the process, if it is that or comes of it. */
    static void reportIn(Throwable thrown) {
        // Groovy wraps what closures throw.
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof OutOfMemoryError error) {
                report(error);
                return;
            }
        }
    }

    /** The same for a language that has no {@link OutOfMemoryError} to show. */
    public static void report(OutOfMemoryError error) {
        Thread.UncaughtExceptionHandler process = Thread.getDefaultUncaughtExceptionHandler();
        if (process != null) {
            process.uncaughtException(Thread.currentThread(), error);
        }
    }
}
