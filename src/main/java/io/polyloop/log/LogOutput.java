package io.polyloop.log;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.OutputStreamAppender;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.slf4j.LoggerFactory;

/** The log of this process. A {@code logback.xml} without {@link LineEncoder} keeps its own format. */
public final class LogOutput {
    private LogOutput() {}

    /** Makes one log of what all libraries of the process log, before anything else runs. */
    public static void install() {
        context().ifPresent(JavaUtilLogging::redirect);
        LogLevels.ofProcess().ifPresent(levels -> levels.configure(Map.of()));
    }

    /** Changes the format, once the settings are known. With JSON, what code prints becomes an event too. */
    public static void use(LogFormat format) {
        context().ifPresent(context -> use(context, format));
    }

    private static void use(LoggerContext context, LogFormat format) {
        encoders(context).forEach(encoder -> encoder.use(format));
        if (isJson(context)) {
            PrintedLines.redirect(appenders(context)
                    .filter(ConsoleAppender.class::isInstance)
                    .<ConsoleAppender<?>>map(ConsoleAppender.class::cast)
                    .toList());
        }
    }

    /** Writes why the process exits to the standard error, in the format of the log. */
    public static void printFailure(String message) {
        if (context().filter(LogOutput::isJson).isPresent()) {
            // Not System.err, whose lines can be events, on the standard output.
            new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8)
                    .println(JsonEvent.line("ERROR", "polyloop", message));
        } else {
            System.err.println(message);
        }
    }

    private static Optional<LoggerContext> context() {
        return LoggerFactory.getILoggerFactory() instanceof LoggerContext context
                ? Optional.of(context)
                : Optional.empty();
    }

    private static boolean isJson(LoggerContext context) {
        return encoders(context).anyMatch(encoder -> encoder.format() == LogFormat.JSON);
    }

    private static Stream<LineEncoder> encoders(LoggerContext context) {
        return appenders(context)
                .filter(OutputStreamAppender.class::isInstance)
                .map(appender -> ((OutputStreamAppender<?>) appender).getEncoder())
                .filter(LineEncoder.class::isInstance)
                .map(LineEncoder.class::cast);
    }

    private static Stream<Appender<ILoggingEvent>> appenders(LoggerContext context) {
        return context.getLoggerList().stream().flatMap(logger -> appenders(logger::iteratorForAppenders));
    }

    /** Those within others too, such as an asynchronous one. */
    private static Stream<Appender<ILoggingEvent>> appenders(Iterable<Appender<ILoggingEvent>> attached) {
        return StreamSupport.stream(attached.spliterator(), false)
                .flatMap(appender -> Stream.concat(Stream.of(appender), within(appender)));
    }

    private static Stream<Appender<ILoggingEvent>> within(Appender<ILoggingEvent> appender) {
        return appender instanceof AsyncAppender async ? appenders(async::iteratorForAppenders) : Stream.of();
    }
}
