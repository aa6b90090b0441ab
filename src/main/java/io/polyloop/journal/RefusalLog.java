package io.polyloop.journal;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs why rows were refused, which the clients that sent them do not get. Each reason once in ten seconds, and few of
 * them: clients choose how often they are refused. Any thread.
 */
final class RefusalLog {
    private static final Logger LOG = LoggerFactory.getLogger(RefusalLog.class);
    private static final int MAX_REASONS = 20;
    private static final long WINDOW = Duration.ofSeconds(10).toNanos();

    private final Set<String> logged = new HashSet<>(); // guarded by this
    private long start; // guarded by this

    /** @param reason without the values of parameters */
    void add(String reason, String sql) {
        String line = reason + ": " + SqlFailure.shown(sql);
        if (isDue(line, System.nanoTime())) {
            LOG.info("the database refused rows: {}", line);
        }
    }

    synchronized boolean isDue(String line, long now) {
        if (logged.isEmpty() || now - start >= WINDOW) {
            start = now;
            logged.clear();
        }
        return logged.size() < MAX_REASONS && logged.add(line);
    }
}
