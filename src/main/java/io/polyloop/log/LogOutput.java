package io.polyloop.log;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.slf4j.LoggerFactory;

/** The format of the log of this process. A {@code logback.xml} without {@link LineEncoder} keeps its own. */
public final class LogOutput {
    private LogOutput() {}

    /** Changes the format, once the settings are known. */
    public static void use(LogFormat format) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            encoders(context).forEach(encoder -> encoder.use(format));
        }
    }

    /** Writes why the process exits to the standard error, in the format of the log. */
    public static void printFailure(String message) {
        boolean json = LoggerFactory.getILoggerFactory() instanceof LoggerContext context
                && encoders(context).anyMatch(encoder -> encoder.format() == LogFormat.JSON);
        System.err.println(json ? JsonEvent.line("ERROR", "polyloop", message) : message);
    }

    private static Stream<LineEncoder> encoders(LoggerContext context) {
        return context.getLoggerList().stream()
                .flatMap(logger -> appenders(logger).stream())
                .filter(OutputStreamAppender.class::isInstance)
                .map(appender -> ((OutputStreamAppender<?>) appender).getEncoder())
                .filter(LineEncoder.class::isInstance)
                .map(LineEncoder.class::cast);
    }

    private static List<Appender<ILoggingEvent>> appenders(Logger logger) {
        Iterable<Appender<ILoggingEvent>> all = logger::iteratorForAppenders;
        return StreamSupport.stream(all.spliterator(), false).toList();
    }
}
