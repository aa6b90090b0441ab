package io.polyloop.log;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.Arrays;
import org.slf4j.helpers.MessageFormatter;

/** {@code %msg} without credentials, bounded, and with its control characters escaped. */
public final class MessageConverter extends ClassicConverter {
    @Override
    public String convert(ILoggingEvent event) {
        String text = Redaction.redact(LogText.truncate(String.valueOf(message(event))));
        return LogText.cut(LogText.escapeLines(text), LogText.MAX_MESSAGE);
    }

    /** Only the message has line breaks: an argument can be the text of a client, which could forge an audit event. */
    private static String message(ILoggingEvent event) {
        String formatted = event.getFormattedMessage();
        Object[] arguments = event.getArgumentArray();
        if (formatted == null || arguments == null || formatted.indexOf('\n') < 0) {
            return formatted;
        }
        Object[] escaped =
                Arrays.stream(arguments).map(MessageConverter::escape).toArray();
        return MessageFormatter.basicArrayFormat(event.getMessage(), escaped);
    }

    private static String escape(Object argument) {
        return LogText.escapeLine(MessageFormatter.basicArrayFormat("{}", new Object[] {argument}));
    }
}
