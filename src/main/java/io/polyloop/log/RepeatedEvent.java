package io.polyloop.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.concurrent.TimeUnit;

/** A logged event, and the number of its repetitions since. */
final class RepeatedEvent {
    private static final long OVER_AFTER = TimeUnit.SECONDS.toNanos(1);
    private static final long REPORT_INTERVAL = TimeUnit.SECONDS.toNanos(10);
    private static final int MAX_QUOTED = 120;

    /** What makes events equal: everything that is logged except time, request and trace. */
    record Key(Level level, String logger, String message, String thrown) {}

    private final Key key;
    private long first;
    private long last;
    private int count;

    RepeatedEvent(Key key, long now) {
        this.key = key;
        this.first = now;
        this.last = now;
    }

    static Key key(ILoggingEvent event) {
        var thrown = event.getThrowableProxy();
        return new Key(
                event.getLevel(),
                event.getLoggerName(),
                String.valueOf(event.getFormattedMessage()),
                thrown == null ? "" : thrown.getClassName() + ": " + thrown.getMessage());
    }

    Key key() {
        return key;
    }

    void count(long now) {
        last = now;
        count++;
    }

    /** Whether the repetitions have ended, so that the next one is logged again. */
    boolean isOver(long now) {
        return now - last >= OVER_AFTER;
    }

    /** Whether the count is due although the repetitions continue. */
    boolean isDue(long now) {
        return now - first >= REPORT_INTERVAL;
    }

    /** The count with the message, or null if there is none; resets the count. */
    String summary(long now) {
        String summary = count == 0 ? null : summary();
        first = now;
        count = 0;
        return summary;
    }

    private String summary() {
        String all = key.message() + (key.thrown().isEmpty() ? "" : " " + key.thrown());
        String text = all.lines().findFirst().orElse("");
        return count + " more in " + (last - first) / 1_000_000 + " ms: "
                + (text.length() <= MAX_QUOTED ? text : text.substring(0, MAX_QUOTED) + " …");
    }
}
