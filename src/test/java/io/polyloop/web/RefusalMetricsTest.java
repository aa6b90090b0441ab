package io.polyloop.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.polyloop.topic.Problem;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class RefusalMetricsTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger(OverloadLog.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final AtomicLong clock = new AtomicLong();
    private final RefusalMetrics refusals = new RefusalMetrics(registry, clock::get);

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
        logger.setLevel(Level.INFO);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(log);
        logger.setLevel(null);
    }

    @Test
    void refusals_are_counted_by_protocol_and_code() {
        refusals.add(Protocol.HTTP, Problem.NOT_FOUND.because("no such address"));
        busy(3);
        assertEquals(1, count("http", "not_found"));
        assertEquals(3, count("websocket", "journal_busy"));
    }

    @Test
    void the_log_has_one_line_when_refusing_begins_and_one_when_it_has_ended() {
        for (int second = 0; second < 10; second++) {
            busy(100);
            pass(1);
        }
        pass(4);
        assertEquals(
                List.of(
                        "started to refuse requests with journal_busy, over websocket: full",
                        "stopped refusing requests with journal_busy after 9 s and 1000 refusals"),
                lines());
        busy(1);
        assertEquals(3, lines().size());
    }

    @Test
    void a_pause_is_not_the_end() {
        busy(1);
        pass(4);
        busy(1);
        pass(4);
        assertEquals(1, lines().size());
    }

    @Test
    void the_fault_of_one_client_is_no_line() {
        refusals.add(Protocol.WEBSOCKET, Problem.INVALID_TOPIC.because("a topic is …"));
        pass(10);
        assertEquals(List.of(), lines());
    }

    private void busy(int times) {
        for (int i = 0; i < times; i++) {
            refusals.add(Protocol.WEBSOCKET, Problem.JOURNAL_BUSY.because("full"));
        }
    }

    private void pass(int seconds) {
        for (int i = 0; i < seconds; i++) {
            clock.addAndGet(TimeUnit.SECONDS.toNanos(1));
            refusals.logEnded();
        }
    }

    private double count(String protocol, String code) {
        return registry.get("polyloop.refusals")
                .tags("transport", protocol, "code", code)
                .counter()
                .count();
    }

    private List<String> lines() {
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
}
