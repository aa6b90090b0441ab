package io.polyloop.ops;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

/**
 * Exits the process when it is out of memory, as {@code -XX:+ExitOnOutOfMemoryError} does, which cannot be set at run
 * time. Otherwise a node continues without the threads and handlers whose allocations failed.
 *
 * <p>Executors, Vert.x contexts and Netty catch the error and continue. So it is detected in uncaught exceptions, in log
 * events, in the failures of scripts, and by {@link HeapExhaustionDetector}.
 */
public final class OutOfMemoryExit {
    /** Created in advance: there is no memory for it when it is needed. */
    private static final byte[] MESSAGE =
            "Polyloop is out of memory and exits; raise -Xmx, or find what fills the heap\n"
                    .getBytes(StandardCharsets.UTF_8);

    private static final FileOutputStream STDERR = new FileOutputStream(FileDescriptor.err);

    private final int exitCode;

    private OutOfMemoryExit(int exitCode) {
        this.exitCode = exitCode;
    }

    /** Installs the detection; once for each process. The exit runs no shutdown hooks. */
    public static void install(int exitCode) {
        OutOfMemoryExit exit = new OutOfMemoryExit(exitCode);
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> exit.uncaught(before, thread, thrown));
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext logging) {
            logging.addTurboFilter(exit.new LogFilter());
        }
        new HeapExhaustionDetector(exit::exit).start();
    }

    private void uncaught(Thread.UncaughtExceptionHandler before, Thread thread, Throwable thrown) {
        exitIfCausedBy(thrown);
        if (before != null) {
            before.uncaughtException(thread, thrown);
        } else {
            LoggerFactory.getLogger(OutOfMemoryExit.class)
                    .error("thread {} ended with an uncaught exception", thread.getName(), thrown);
        }
    }

    private void exitIfCausedBy(Throwable thrown) {
        // Causes can form a cycle.
        int depth = 0;
        for (Throwable cause = thrown; cause != null && depth < 20; cause = cause.getCause(), depth++) {
            if (cause instanceof OutOfMemoryError) {
                exit();
            }
        }
    }

    private void exit() {
        try {
            STDERR.write(MESSAGE);
        } catch (IOException closed) {
            // The exit code reports it too.
        } finally {
            Runtime.getRuntime().halt(exitCode);
        }
    }

    private final class LogFilter extends TurboFilter {
        @Override
        public FilterReply decide(
                Marker marker, Logger logger, Level level, String format, Object[] arguments, Throwable thrown) {
            if (thrown != null) {
                exitIfCausedBy(thrown);
            }
            if (arguments != null) {
                for (Object argument : arguments) {
                    if (argument instanceof Throwable failure) {
                        exitIfCausedBy(failure);
                    }
                }
            }
            return FilterReply.NEUTRAL;
        }
    }
}
