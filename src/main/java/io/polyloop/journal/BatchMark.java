package io.polyloop.journal;

import java.util.UUID;

/**
 * The row that stands for a batch which has changed tables and stored no message. It is kept for an hour, longer than a
 * commit can be in doubt. PostgreSQL only.
 */
final class BatchMark {
    static final long KEPT_MS = 3_600_000;

    private static final long PROBE = -1;
    private static final String INSERT = "insert into polyloop_batches (id, at) values (?, ?)";
    // If the server is still committing the batch, this waits for its end; a query would not see the row.
    private static final String FIND = INSERT + " on conflict (id) do nothing";
    private static final String FOUND = "select 1 from polyloop_batches where id = ? and at >= 0";
    private static final String REMOVE_PROBE = "delete from polyloop_batches where id = ? and at = " + PROBE;
    private static final String EXPIRED = "delete from polyloop_batches where at < ?";

    private BatchMark() {}

    static Query insert(UUID id, long now) {
        return new Query(INSERT, id, now);
    }

    /** Statements that call {@code found} if the batch is stored, and leave nothing behind. */
    static Query[] find(UUID id, Runnable found) {
        return new Query[] {
            new Query(FIND, id, PROBE), new Query(FOUND, row -> found.run(), id), new Query(REMOVE_PROBE, id)
        };
    }

    static Query expire(long now) {
        return new Query(EXPIRED, now - KEPT_MS);
    }
}
