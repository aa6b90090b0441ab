package io.polyloop.polyglot.contract;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/** What was logged meanwhile, and on which thread. */
final class LogCapture implements AutoCloseable {
    private final Logger logger;
    private final ListAppender<ILoggingEvent> events = new ListAppender<>();

    LogCapture(String logger) {
        this.logger = (Logger) LoggerFactory.getLogger(logger);
        events.start();
        this.logger.addAppender(events);
    }

    String thread(String message) {
        return List.copyOf(events.list).stream()
                .filter(event -> event.getFormattedMessage().equals(message))
                .map(ILoggingEvent::getThreadName)
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        logger.detachAppender(events);
    }
}
