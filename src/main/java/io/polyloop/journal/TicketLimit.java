package io.polyloop.journal;

import io.polyloop.topic.Problem;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.concurrent.TimeUnit;

/**
 * Limits the unused tickets of all subjects. Counting takes milliseconds if there are many, so it is done at most once a
 * second; tickets that other nodes add in between are not counted until then.
 */
final class TicketLimit {
    /** About 50 MB in the database: each has the claims that the rules name. */
    static final int MAX = 100_000;

    private static final long RECOUNT_MS = TimeUnit.SECONDS.toMillis(1);
    private static final String COUNT =
            "select count(*) from polyloop_credentials where kind = 'ticket' and expires_at > ?";

    private final Clock clock;
    private long countedAt;
    private long tickets;

    TicketLimit(Clock clock) {
        this.clock = clock;
    }

    /** Counts one more ticket, or refuses it. */
    synchronized void add(Connection connection) throws SQLException {
        long now = clock.millis();
        if (Math.abs(now - countedAt) >= RECOUNT_MS) {
            new Query(COUNT, row -> tickets = row.getLong(1), now).run(connection);
            countedAt = now;
        }
        if (tickets >= MAX) {
            throw Problem.JOURNAL_BUSY.because(
                    "there are " + MAX + " unused tickets; use them, or wait until some expire");
        }
        tickets++;
    }
}
