package io.polyloop.log;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;

/** {@code %msg} without credentials, bounded, and with its control characters escaped. */
public final class MessageConverter extends ClassicConverter {
    @Override
    public String convert(ILoggingEvent event) {
        return LogText.escapeLines(Redaction.redact(LogText.truncate(String.valueOf(event.getFormattedMessage()))));
    }
}
