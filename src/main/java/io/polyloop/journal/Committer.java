package io.polyloop.journal;

import io.polyloop.topic.Append;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * A connection that commits. While batch follows batch it is kept with its prepared statements, which would otherwise
 * be prepared anew for each. For one thread at a time.
 */
final class Committer implements AutoCloseable {
    /** Then it goes back to the pool, which looks whether it still lives and replaces what has grown old. */
    private static final long KEPT_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final Database database;
    private final Clock clock;
    private Connection connection;
    private Rows rows;
    private long since;
    private Deadline deadline;
    private Doubt doubt;

    Committer(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Writes all of these in one transaction; returns only once it is on disk. Fails with {@link InDoubtException} if
     * it may be stored; after any other failure it is not.
     */
    Committed commit(List<Append> appends, Deadline until) throws SQLException {
        doubt = null;
        deadline = until;
        UUID batch = UUID.randomUUID();
        return database.retries().run(() -> attempt(appends, batch), until);
    }

    @Override
    public void close() {
        discard();
    }

    private Committed attempt(List<Append> appends, UUID batch) throws SQLException {
        boolean done = false;
        try {
            renew();
            Committed committed = doubt == null ? null : settle();
            if (committed == null) {
                committed = write(appends, batch);
            }
            done = true;
            return committed;
        } catch (SQLException failure) {
            database.suspect(failure);
            throw doubt == null ? failure : new InDoubtException(failure);
        } catch (RuntimeException failure) {
            throw doubt == null ? new SQLException(failure) : new InDoubtException(new SQLException(failure));
        } finally {
            if (!done) {
                // SQLite's driver may take a transaction whose commit failed for ended: only closing it ends it.
                discard();
            }
        }
    }

    /** What became of the batch in doubt; null if it is not stored, and so may be written again. */
    private Committed settle() throws SQLException {
        String epoch = begin();
        Committed stored = doubt.stored(connection) ? doubt.written().in(epoch) : null;
        Transaction.commit(connection);
        return stored;
    }

    private String begin() throws SQLException {
        Transaction.begin(connection);
        return database.history().begin(connection, deadline.left());
    }

    private Committed write(List<Append> appends, UUID batch) throws SQLException {
        doubt = null;
        Committed written = new CommitBatch(connection, rows, begin(), clock.millis()).write(appends, batch);
        doubt = new Doubt(batch, written);
        try {
            Transaction.commit(connection);
        } catch (SQLException failure) {
            if (SqlFault.isAnswer(failure)) {
                doubt = null;
            }
            throw failure;
        }
        return written;
    }

    private void renew() throws SQLException {
        if (connection != null && System.nanoTime() - since < KEPT_NANOS) {
            database.checkInPlace();
            return;
        }
        if (connection != null) {
            connection.close();
        }
        connection = database.connection();
        rows = database.rows(connection);
        since = System.nanoTime();
    }

    private void discard() {
        if (connection != null) {
            database.discard(connection);
            connection = null;
        }
    }
}
