package io.polyloop.log;

import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.nio.charset.StandardCharsets;

/** Writes events by the pattern, or as JSON, as {@code log.format} says. Any thread. */
public final class LineEncoder extends PatternLayoutEncoder {
    private volatile LogFormat format = LogFormat.TEXT;
    private boolean audit;

    /** The format until the settings are read. Another text is text: the settings report it. */
    public void setFormat(String name) {
        format = name.equals("json") ? LogFormat.JSON : LogFormat.TEXT;
    }

    /** Whether each message is a JSON object already. */
    public void setAudit(boolean audit) {
        this.audit = audit;
    }

    void use(LogFormat chosen) {
        format = chosen;
    }

    LogFormat format() {
        return format;
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        if (format == LogFormat.TEXT) {
            return super.encode(event);
        }
        String line = audit ? JsonEvent.auditLine(event) : JsonEvent.line(event);
        return line.getBytes(StandardCharsets.UTF_8);
    }
}
