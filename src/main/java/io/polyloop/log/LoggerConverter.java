package io.polyloop.log;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;

/** {@code %logger}: the file of a script, such as {@code js/orders.js}, or the simple name of a class. */
public final class LoggerConverter extends ClassicConverter {
    /** The prefix of the loggers of scripts; the file name follows. */
    public static final String SCRIPTS = "io.polyloop.scripts.";

    @Override
    public String convert(ILoggingEvent event) {
        String name = event.getLoggerName();
        // The name of a file can contain any character.
        return name.startsWith(SCRIPTS)
                ? LogText.escapeLine(name.substring(SCRIPTS.length()))
                : name.substring(name.lastIndexOf('.') + 1);
    }
}
