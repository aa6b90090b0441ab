package io.polyloop.journal;

import io.polyloop.topic.Append;
import io.polyloop.topic.Page;
import io.polyloop.topic.Problem;
import io.polyloop.topic.ReadFrom;
import io.polyloop.topic.TopicHeads;
import io.polyloop.topic.TopicName;
import io.polyloop.topic.TopicState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;

/** The journal in a SQL database, SQLite or PostgreSQL by the same statements. Blocks: for worker threads only. */
final class SqlJournal implements AutoCloseable {
    /** Past every character of a topic name, so that a prefix and this character end the range of the prefix. */
    private static final String AFTER_ALL_NAMES = "~";

    private final Database database;
    private final Clock clock;
    /** One for each commit that ran at the same time as others. */
    private final Deque<Committer> idle = new ConcurrentLinkedDeque<>();

    private SqlJournal(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Finds the epoch of this database, or gives it one. */
    static SqlJournal open(Database database, Clock clock) throws SQLException {
        if (database.embedded()) {
            try (Connection connection = database.connection();
                    PreparedStatement insert = connection.prepareStatement(Statements.NEW_EPOCH)) {
                insert.setString(1, Epoch.random());
                insert.executeUpdate();
            }
        }
        SqlJournal journal = new SqlJournal(database, clock);
        journal.readEpoch();
        return journal;
    }

    /** The epoch of the newest transaction. */
    String epoch() {
        return database.history().epoch();
    }

    /** The epoch of the history that the database has now. */
    String readEpoch() throws SQLException {
        return database.query((connection, epoch) -> epoch);
    }

    /** Writes all of these in one transaction, within journal.timeout. */
    Committed commit(List<Append> appends) throws SQLException {
        return commit(appends, database.deadline());
    }

    /** Writes all of these in one transaction; returns only once it is on disk. */
    Committed commit(List<Append> appends, Deadline deadline) throws SQLException {
        Committer committer = Optional.ofNullable(idle.pollFirst()).orElseGet(() -> new Committer(database, clock));
        try {
            return committer.commit(appends, deadline);
        } finally {
            // The last one first, or with little to do all of them would be kept.
            idle.addFirst(committer);
        }
    }

    Page read(TopicName topic, ReadFrom start, int limit, long maxBytes) throws SQLException {
        try {
            return database.query(
                    (connection, epoch) -> new PageReader(connection, epoch).read(topic, start, limit, maxBytes));
        } catch (MissingMessagesException hole) {
            throw Problem.JOURNAL_DOWN.because(hole.getMessage());
        }
    }

    /** What is lost, once a read or a write has found it. */
    Optional<String> corruption() {
        return database.corruption().detected();
    }

    TopicHeads heads(Collection<TopicName> topics) throws SQLException {
        Object[] names = topics.stream().map(TopicName::value).toArray();
        // PostgreSQL does not know the empty list.
        return database.query((connection, epoch) -> new TopicHeads(
                epoch, topics.isEmpty() ? List.of() : states(connection, Statements.heads(topics.size()), names)));
    }

    List<TopicState> topics(String prefix, String after, int limit) throws SQLException {
        return database.query((connection, epoch) ->
                states(connection, Statements.TOPICS, after, prefix, prefix + AFTER_ALL_NAMES, limit));
    }

    @Override
    public void close() {
        idle.forEach(Committer::close);
        database.close();
    }

    private static List<TopicState> states(Connection connection, String sql, Object... marks) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < marks.length; i++) {
                statement.setObject(i + 1, marks[i]);
            }
            return states(statement);
        }
    }

    private static List<TopicState> states(PreparedStatement statement) throws SQLException {
        List<TopicState> states = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                states.add(new TopicState(
                        new TopicName(row.getString(1)),
                        row.getLong(2),
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5)));
            }
        }
        return states;
    }
}
