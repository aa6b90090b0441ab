package io.polyloop.journal;

import io.polyloop.bus.TopicHeads;
import io.polyloop.topic.Append;
import io.polyloop.topic.Page;
import io.polyloop.topic.Problem;
import io.polyloop.topic.ReadFrom;
import io.polyloop.topic.TopicName;
import io.polyloop.topic.TopicState;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;

/** The journal in a SQL database. Blocks: for worker threads only. */
final class SqlJournal implements AutoCloseable {
    /** Sorts after every character of a topic name, so that a prefix followed by it ends the range of the prefix. */
    private static final String AFTER_ALL_NAMES = "~";

    /** After this time, units are tried together again: a failure costs the other attempt. */
    private static final Duration APART = Duration.ofSeconds(10);

    private final JournalDatabase database;
    private final Clock clock;
    /** The time until which units are kept apart, because one of them failed: another failure is likely. */
    private volatile Deadline apart = new Deadline(System.nanoTime());
    /** At most one for each commit that ran in parallel. */
    private final Deque<Committer> idle = new ConcurrentLinkedDeque<>();

    private SqlJournal(JournalDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    static SqlJournal open(JournalDatabase database, Clock clock) throws SQLException {
        SqlJournal journal = new SqlJournal(database, clock);
        journal.readEpoch();
        return journal;
    }

    JournalDatabase database() {
        return database;
    }

    /** The epoch of the newest transaction. */
    String epoch() {
        return database.epoch();
    }

    /** Reads the current epoch of the database. */
    String readEpoch() throws SQLException {
        return database.query((connection, epoch) -> epoch);
    }

    /** Writes a batch in one transaction, within journal.timeout. */
    Committed commit(List<Append> appends) throws SQLException {
        return commit(appends, database.deadline());
    }

    Committed commit(List<Append> appends, Deadline deadline) throws SQLException {
        return commit(Batch.of(appends), deadline);
    }

    /**
     * Writes a batch in one transaction; returns when it is on disk. After journal.transaction-time, further units are
     * postponed. The first one is only if it ran together with others, and it is not known which of them took the time.
     */
    Committed commit(Batch batch, Deadline deadline) throws SQLException {
        // A unit on its own has none to write again if it fails: only its own statements are undone.
        boolean together = apart.hasPassed() && batch.units().size() > 1;
        Batch rest = together ? batch : batch.with(Batch.Isolation.SAVEPOINTS);
        // For all attempts: otherwise each unit that ends the transaction would give the others their time again.
        Deadline lastStart = Deadline.in(database.dialect().transactionTime());
        while (true) {
            Batch writing = rest;
            try {
                return commit((writer, id, until) -> writer.write(writing, id, until, lastStart), deadline);
            } catch (EndedByUnitException ended) {
                if (writing.isolation() == Batch.Isolation.NONE) {
                    apart = Deadline.in(APART);
                }
                if (ended.isTimeout() && !ended.isOfKnownUnit()) {
                    return postponeUnits(writing, deadline);
                }
                rest = ended.rest(writing);
            } catch (RejectedCommitException rejected) {
                if (writing.units().isEmpty() || writing.isolation() == Batch.Isolation.CHECKS) {
                    throw rejected;
                }
                rest = writing.with(Batch.Isolation.CHECKS);
            }
        }
    }

    /** Another attempt with the units would make the appends wait for their time once more. */
    private Committed postponeUnits(Batch batch, Deadline deadline) throws SQLException {
        Committed stored = batch.appends().isEmpty()
                ? new Committed(epoch(), List.of(), List.of())
                : commit(batch.appends(), deadline);
        List<UnitResult> postponed = Collections.nCopies(batch.units().size(), new UnitResult.Postponed());
        return new Committed(stored.epoch(), stored.results(), postponed, stored.messages());
    }

    /** Commits one transaction; returns when it is on disk. */
    Committed commit(Committer.Work work, Deadline deadline) throws SQLException {
        Committer committer = Optional.ofNullable(idle.pollFirst()).orElseGet(() -> new Committer(database, clock));
        try {
            return committer.commit(work, deadline);
        } finally {
            // Last in, first out: under little load, the others become idle and release their connections.
            idle.addFirst(committer);
        }
    }

    Page read(TopicName topic, ReadFrom from, int limit, long maxBytes) throws SQLException {
        try {
            return database.read(() -> new PageReader(topic, from, limit, maxBytes));
        } catch (MissingMessagesException gap) {
            throw Problem.JOURNAL_DOWN.because(gap.getMessage());
        }
    }

    /** The corruption that a read or a write has detected. */
    Optional<String> corruption() {
        return database.corruption().detected();
    }

    TopicHeads heads(Collection<TopicName> topics) throws SQLException {
        Dialect.Rows names = database.dialect()
                .rows((Object[]) topics.stream().map(TopicName::value).toArray(String[]::new));
        String sql = Statements.HEADS.formatted(names.sql());
        return database.read(() -> new StatesReader(sql, names.parameters()));
    }

    List<TopicState> topics(String prefix, String after, int limit) throws SQLException {
        return database.read(() -> new StatesReader(Statements.TOPICS, after, prefix, prefix + AFTER_ALL_NAMES, limit))
                .states();
    }

    @Override
    public void close() {
        idle.forEach(Committer::close);
        database.close();
    }
}
