package io.polyloop.journal;

import io.polyloop.topic.ProblemException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * A connection that commits batches and transactions. It is kept between commits with its prepared statements, which
 * would otherwise be prepared for each batch. For one thread at a time.
 */
final class Committer implements AutoCloseable {
    /** Afterwards the connection returns to the pool, which validates connections and replaces old ones. */
    private static final long MAX_HOLD_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    /** What a transaction does before its COMMIT. */
    interface Work {
        /**
         * Begins the transaction and writes. A {@link ProblemException} refuses all of it: it is rolled back.
         *
         * @param id by which {@link InDoubtBatch} finds the transaction if its COMMIT is not answered
         */
        Committed write(BatchWriter writer, UUID id, Deadline until) throws SQLException;
    }

    private final JournalDatabase database;
    private final Clock clock;
    private Connection connection;
    private BatchWriter writer;
    private long acquiredAt;
    private InDoubtBatch inDoubt;

    Committer(JournalDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Commits one transaction; returns when it is on disk. Fails with {@link InDoubtException} if it may be stored; after
     * any other failure it is not stored.
     */
    Committed commit(Work work, Deadline until) throws SQLException {
        inDoubt = null;
        UUID id = UUID.randomUUID();
        return database.retries().run(() -> attempt(work, id, until), until);
    }

    @Override
    public void close() {
        discard();
    }

    private Committed attempt(Work work, UUID id, Deadline until) throws SQLException {
        boolean done = false;
        try {
            ensureConnection();
            Committed committed = inDoubt == null ? null : resolveInDoubt(until);
            if (committed == null) {
                committed = write(work, id, until);
            }
            done = true;
            return committed;
        } catch (ProblemException refusal) {
            done = rollBack();
            throw refusal;
        } catch (EndedByUnitException ended) {
            // Optimistic locking makes it a normal case. A late cancellation would hit the next statement.
            done = !ended.isTimeout() && rollBack();
            throw ended;
        } catch (SQLException failure) {
            database.reportFailure(failure);
            throw inDoubt == null ? failure : new InDoubtException(failure);
        } catch (RuntimeException failure) {
            throw inDoubt == null ? new SQLException(failure) : new InDoubtException(new SQLException(failure));
        } finally {
            if (!done) {
                // SQLite's driver can regard a transaction as ended whose commit failed; only closing it ends it.
                discard();
            }
        }
    }

    /** Whether the connection can be used again. */
    private boolean rollBack() {
        try {
            if (connection.unwrap(Connection.class).isClosed()) {
                // Another thread has abandoned it. The pool would warn of an attempt to use it.
                return false;
            }
            connection.rollback();
            JournalTransaction.commit(connection);
            return true;
        } catch (SQLException ended) {
            return false;
        }
    }

    /** The batch in doubt if it is stored; null if it is not and can be written again. */
    private Committed resolveInDoubt(Deadline until) throws SQLException {
        Committed stored = inDoubt.find(database, connection, until.remaining());
        JournalTransaction.commit(connection);
        return stored;
    }

    private Committed write(Work work, UUID id, Deadline until) throws SQLException {
        inDoubt = null;
        Committed written = work.write(writer, id, until);
        inDoubt = new InDoubtBatch(id, written);
        try {
            JournalTransaction.commit(connection);
        } catch (SQLException failure) {
            if (database.dialect().isDeferredViolation(failure)) {
                inDoubt = null;
                throw new RejectedCommitException(failure);
            }
            if (database.dialect().isRejectedCommit(failure)) {
                inDoubt = null;
            }
            throw failure;
        }
        return written;
    }

    private void ensureConnection() throws SQLException {
        if (connection != null && System.nanoTime() - acquiredAt < MAX_HOLD_NANOS) {
            database.dialect().verify();
            return;
        }
        if (connection != null) {
            connection.close();
        }
        connection = database.connection();
        writer = new BatchWriter(database, connection, clock);
        acquiredAt = System.nanoTime();
    }

    private void discard() {
        if (connection != null) {
            database.discard(connection);
            connection = null;
        }
    }
}
