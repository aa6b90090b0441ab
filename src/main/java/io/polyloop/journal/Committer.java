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
    private static final long MAX_HOLD_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final Database database;
    private final Clock clock;
    private Connection connection;
    private RowInserter rows;
    private long acquiredAt;
    private Deadline deadline;
    private InDoubtBatch inDoubt;

    Committer(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Writes all of these in one transaction; returns only once it is on disk. Fails with {@link InDoubtException} if
     * it may be stored; after any other failure it is not.
     */
    Committed commit(List<Append> appends, Deadline until) throws SQLException {
        inDoubt = null;
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
            ensureConnection();
            Committed committed = inDoubt == null ? null : resolveInDoubt();
            if (committed == null) {
                committed = write(appends, batch);
            }
            done = true;
            return committed;
        } catch (SQLException failure) {
            database.reportFailure(failure);
            throw inDoubt == null ? failure : new InDoubtException(failure);
        } catch (RuntimeException failure) {
            throw inDoubt == null ? new SQLException(failure) : new InDoubtException(new SQLException(failure));
        } finally {
            if (!done) {
                // SQLite's driver may take a transaction whose commit failed for ended: only closing it ends it.
                discard();
            }
        }
    }

    /** What became of the batch in doubt; null if it is not stored, and so may be written again. */
    private Committed resolveInDoubt() throws SQLException {
        String epoch = begin();
        Committed stored = inDoubt.isStored(connection) ? inDoubt.written().in(epoch) : null;
        Transaction.commit(connection);
        return stored;
    }

    private String begin() throws SQLException {
        Transaction.begin(connection);
        return database.history().begin(connection, deadline.remaining());
    }

    private Committed write(List<Append> appends, UUID batch) throws SQLException {
        inDoubt = null;
        Committed written = new CommitBatch(connection, rows, begin(), clock.millis()).write(appends, batch);
        inDoubt = new InDoubtBatch(batch, written);
        try {
            Transaction.commit(connection);
        } catch (SQLException failure) {
            if (SqlFault.isRejectedCommit(failure)) {
                inDoubt = null;
            }
            throw failure;
        }
        return written;
    }

    private void ensureConnection() throws SQLException {
        if (connection != null && System.nanoTime() - acquiredAt < MAX_HOLD_NANOS) {
            database.checkFile();
            return;
        }
        if (connection != null) {
            connection.close();
        }
        connection = database.connection();
        rows = database.rowInserter(connection);
        acquiredAt = System.nanoTime();
    }

    private void discard() {
        if (connection != null) {
            database.discard(connection);
            connection = null;
        }
    }
}
