package io.polyloop.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import org.slf4j.Marker;

/** Writes one line of warning in place of the stack trace of a {@link KnownFault}. */
public final class KnownFaultFilter extends TurboFilter {
    // Not a filter of an appender: an appender drops what is logged while it appends.
    @Override
    public FilterReply decide(
            Marker marker, Logger logger, Level level, String format, Object[] arguments, Throwable thrown) {
        if (thrown == null || !level.isGreaterOrEqual(Level.WARN)) {
            return FilterReply.NEUTRAL;
        }
        return KnownFault.of(thrown).map(fault -> replace(logger, fault)).orElse(FilterReply.NEUTRAL);
    }

    private static FilterReply replace(Logger logger, KnownFault fault) {
        logger.warn(fault.meaning());
        return FilterReply.DENY;
    }
}
