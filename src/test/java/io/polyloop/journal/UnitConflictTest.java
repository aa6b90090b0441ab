package io.polyloop.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.polyloop.sql.UnitOfWork;
import io.polyloop.topic.Problem;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Units of one batch that are tried together, and of which one fails. */
class UnitConflictTest {
    private static final String INSERT = "insert into orders (id, status) values (?, ?)";
    private static final UnitOfWork NEW = UnitOfWork.of();

    @TempDir
    Path dir;

    private JournalDatabase database;
    private SqlJournal journal;

    @AfterEach
    void close() {
        journal.close();
    }

    @OnEachDatabase
    void a_unit_that_conflicts_only_with_a_refused_one_is_stored(TestDatabase kind) throws Exception {
        open(kind.newUrl());
        List<UnitResult> results = commit(
                NEW.update(INSERT, 1, "refused").update("insert into lines (order_id) values (99)"),
                NEW.update(INSERT, 1, "stored").append("orders", 1));

        UnitResult.Refused refused = assertInstanceOf(UnitResult.Refused.class, results.get(0));
        assertEquals(Problem.CONFLICT, refused.reason().problem());
        assertInstanceOf(UnitResult.Done.class, results.get(1));
        assertEquals(List.of("1 stored"), orders());
    }

    @Test
    void rows_are_counted_although_the_driver_rewrites_inserts() throws Exception {
        String url = TestDatabase.POSTGRESQL.newUrl();
        open(url + (url.contains("?") ? "&" : "?") + "reWriteBatchedInserts=true");
        UnitResult first = commit(NEW.update(INSERT, 1, "new"), NEW.update(INSERT, 2, "new"))
                .get(0);

        assertEquals(
                List.of(1),
                assertInstanceOf(UnitResult.Done.class, first).result().rows());
    }

    private void open(String url) throws SQLException {
        database = JournalDatabase.open(TestSettings.at(url), dir);
        journal = TestDatabase.open(database, Clock.systemUTC());
        database.write((connection, epoch) -> {
            new Query("create table orders (id integer not null primary key, status text not null)").run(connection);
            new Query("create table lines (order_id integer references orders deferrable initially deferred)")
                    .run(connection);
            return null;
        });
    }

    private List<UnitResult> commit(UnitOfWork... units) throws SQLException {
        Batch batch = new Batch(List.of(), Stream.of(units).map(Unit::of).toList());
        return journal.commit(batch, database.deadline()).units();
    }

    private List<String> orders() throws SQLException {
        List<String> rows = new ArrayList<>();
        return database.query((connection, epoch) -> {
            new Query("select id, status from orders", row -> rows.add(row.getInt(1) + " " + row.getString(2)))
                    .run(connection);
            return rows;
        });
    }
}
