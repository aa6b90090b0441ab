package io.polyloop.log;

import ch.qos.logback.core.ConsoleAppender;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;

/**
 * Turns what code prints, such as {@code System.out.println}, into events of the loggers {@code stdout} and
 * {@code stderr}: between lines of JSON, text would be lost in a collector.
 */
final class PrintedLines {
    private static boolean redirected;

    private PrintedLines() {}

    /** @param appenders all that write to the standard streams, which they keep */
    static synchronized void redirect(List<ConsoleAppender<?>> appenders) {
        if (redirected) {
            // The appenders would write to the streams that log, and every line would be lost.
            return;
        }
        redirected = true;
        for (ConsoleAppender<?> appender : appenders) {
            // By itself it writes to what System.out is at that time, which would be an event again.
            appender.setOutputStream(appender.getTarget().equals("System.err") ? System.err : System.out);
        }
        System.setOut(stream(LoggerFactory.getLogger("stdout")::info));
        System.setErr(stream(LoggerFactory.getLogger("stderr")::warn));
    }

    private static PrintStream stream(Consumer<String> log) {
        return new PrintStream(new LogOutputStream(log), true, StandardCharsets.UTF_8);
    }
}
