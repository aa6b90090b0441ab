package io.polyloop.polyglot;

/** Passes a script's {@link OutOfMemoryError} on to the process: all other threads lack the memory too. */
public final class OutOfMemoryReporter {
    private OutOfMemoryReporter() {}

    /** Reports {@code thrown} to the default exception handler if it is an OutOfMemoryError or caused by one. */
    static void reportIn(Throwable thrown) {
        // Some languages wrap what closures throw.
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof OutOfMemoryError error) {
                report(error);
                return;
            }
        }
    }

    /** For a language that reports an exhausted heap in another way. */
    public static void report(OutOfMemoryError error) {
        Thread.UncaughtExceptionHandler process = Thread.getDefaultUncaughtExceptionHandler();
        if (process != null) {
            process.uncaughtException(Thread.currentThread(), error);
        }
    }
}
