package io.polyloop.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * A log event as one line of JSON. Its fields are bounded, so that no line exceeds {@link #MAX_LINE}: container runtimes
 * split longer ones (Kubernetes CRI), and the parts are no JSON.
 */
final class JsonEvent {
    /** Bytes of a line. */
    static final int MAX_LINE = 16 * 1024;

    private static final int MAX_STACK = 4 * 1024;
    private static final int MAX_CAUSE = 1024;
    private static final int MAX_NAME = 256;
    private static final int MAX_ID = 64;
    private static final int MAX_CAUSES = 5;
    private static final int MAX_FRAMES = 12; // of each cause
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private JsonEvent() {}

    static String line(ILoggingEvent event) {
        var mdc = event.getMDCPropertyMap();
        JsonText json = head(event.getTimeStamp(), event.getLevel().toString(), event.getLoggerName())
                .member("thread", event.getThreadName(), MAX_NAME)
                .member("message", text(event.getFormattedMessage()), LogText.MAX_MESSAGE)
                .member("request", mdc.get("request"), MAX_ID)
                .member("trace", mdc.get("trace"), MAX_ID)
                .member("span", mdc.get("span"), MAX_ID)
                .member("script", script(event.getLoggerName()), MAX_NAME);
        if (event.getThrowableProxy() != null) {
            json.name("exception").raw("{");
            exception(json, event.getThrowableProxy());
            json.raw("}");
        }
        return json.raw("}\n").toString();
    }

    /** A line that no logger writes, such as why the process exits. */
    static String line(String level, String logger, String message) {
        return head(System.currentTimeMillis(), level, logger)
                .member("thread", Thread.currentThread().getName(), MAX_NAME)
                .member("message", text(message), LogText.MAX_MESSAGE)
                .raw("}")
                .toString();
    }

    /** An event of the audit log, which is a JSON object itself, with the fields by which lines are told apart. */
    static String auditLine(ILoggingEvent event) {
        String fields = event.getFormattedMessage();
        JsonText json = head(event.getTimeStamp(), event.getLevel().toString(), event.getLoggerName());
        return fields.startsWith("{\"")
                ? json.raw("," + fields.substring(1) + "\n").toString()
                : json.member("message", text(fields), LogText.MAX_MESSAGE)
                        .raw("}\n")
                        .toString();
    }

    private static JsonText head(long at, String level, String logger) {
        return new JsonText()
                .raw("{")
                .member("time", TIME.format(Instant.ofEpochMilli(at)), MAX_ID)
                .member("level", level, MAX_ID)
                .member("logger", logger, MAX_NAME);
    }

    private static String text(String message) {
        return message == null ? "null" : Redaction.redact(LogText.truncate(message));
    }

    private static String script(String logger) {
        return logger.startsWith(LoggerConverter.SCRIPTS) ? logger.substring(LoggerConverter.SCRIPTS.length()) : null;
    }

    private static void exception(JsonText json, IThrowableProxy thrown) {
        json.member("class", thrown.getClassName(), MAX_NAME)
                .member("message", thrown.getMessage() == null ? null : text(thrown.getMessage()), MAX_CAUSE)
                .member("stack", stack(thrown), MAX_STACK);
    }

    /** The first frames of each cause: a deep stack must not hide the cause that explains it. */
    private static String stack(IThrowableProxy thrown) {
        StringBuilder stack = new StringBuilder();
        IThrowableProxy cause = thrown;
        for (int depth = 0; cause != null && depth < MAX_CAUSES; cause = cause.getCause(), depth++) {
            if (depth > 0) {
                String message = String.valueOf(cause.getMessage());
                stack.append("Caused by: ").append(cause.getClassName()).append(": ");
                stack.append(text(message.substring(0, Math.min(message.length(), MAX_NAME))));
                stack.append('\n');
            }
            frames(stack, cause);
        }
        return stack.toString();
    }

    private static void frames(StringBuilder stack, IThrowableProxy cause) {
        StackTraceElementProxy[] frames = cause.getStackTraceElementProxyArray();
        for (int i = 0; i < Math.min(MAX_FRAMES, frames.length); i++) {
            stack.append("  ").append(frames[i].getSTEAsString()).append('\n');
        }
        if (frames.length > MAX_FRAMES) {
            stack.append("  … ").append(frames.length - MAX_FRAMES).append(" more\n");
        }
    }
}
