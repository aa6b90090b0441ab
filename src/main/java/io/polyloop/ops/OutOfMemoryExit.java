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
 * Ends the process when it is out of memory, as {@code -XX:+ExitOnOutOfMemoryError} does, which cannot be set at run
 * time. Without it a node lives on with threads and handlers missing: whatever asked for memory at that moment failed.
 *
 * <p>Executors, contexts of Vert.x and Netty catch the error, and go on. So it is looked for where it shows: in threads
 * that end, in what is logged, in what scripts throw, and in {@link HeapExhaustionDetector}.
 */
public final class OutOfMemoryExit {
    /** Made beforehand: when it is needed, there is no memory to make it. */
    private static final byte[] MESSAGE =
            "Polyloop is out of memory and ends; give it a larger heap (-Xmx), or find what fills it\n"
                    .getBytes(StandardCharsets.UTF_8);

    private static final FileOutputStream STDERR = new FileOutputStream(FileDescriptor.err);

    private final int exitCode;

    private OutOfMemoryExit(int exitCode) {
        this.exitCode = exitCode;
    }

    /**
     * Watches this process from now on; once for each. It ends with {@code exitCode}, without running shutdown hooks.
     */
    public static void install(int exitCode) {
        OutOfMemoryExit watch = new OutOfMemoryExit(exitCode);
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> watch.uncaught(before, thread, thrown));
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext logging) {
            logging.addTurboFilter(watch.new LogFilter());
        }
        new HeapExhaustionDetector(watch::exit).start();
    }

    private void uncaught(Thread.UncaughtExceptionHandler before, Thread thread, Throwable thrown) {
        exitIfCausedBy(thrown);
        if (before != null) {
            before.uncaughtException(thread, thrown);
        } else {
            LoggerFactory.getLogger(OutOfMemoryExit.class).error("{} ended", thread.getName(), thrown);
        }
    }

    private void exitIfCausedBy(Throwable thrown) {
        // Causes can form a ring.
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
            // The exit code says it too.
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
