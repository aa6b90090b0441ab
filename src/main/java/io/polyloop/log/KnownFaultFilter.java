package io.polyloop.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import org.slf4j.Marker;

/** Logs one warning instead of the stack trace of a {@link KnownFault}. */
public final class KnownFaultFilter extends TurboFilter {
    // A turbo filter: an appender drops events that are logged while it appends, so its own filters cannot log.
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
