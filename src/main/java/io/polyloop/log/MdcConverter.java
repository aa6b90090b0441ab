package io.polyloop.log;

import ch.qos.logback.classic.pattern.MDCConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;

/** {@code %X}, bounded, and with its control characters escaped: a handler can put the text of a client there. */
public final class MdcConverter extends MDCConverter {
    private static final int MAX_LENGTH = 1024;

    @Override
    public String convert(ILoggingEvent event) {
        return LogText.cut(LogText.escapeLine(super.convert(event)), MAX_LENGTH);
    }
}
