package io.polyloop.log;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;

/** {@code %logger}: of a script its file, as in {@code js/orders.js}, of a class its name without the package. */
public final class LoggerConverter extends ClassicConverter {
    /** The loggers of scripts: this and the file. */
    public static final String SCRIPTS = "io.polyloop.scripts.";

    @Override
    public String convert(ILoggingEvent event) {
        String name = event.getLoggerName();
        return name.startsWith(SCRIPTS) ? name.substring(SCRIPTS.length()) : name.substring(name.lastIndexOf('.') + 1);
    }
}
