package io.polyloop.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.polyloop.sql.UnitOfWork;
import io.polyloop.topic.Problem;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
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

    @OnEachDatabase
    void a_conflict_costs_no_connection(TestDatabase kind) throws Exception {
        open(kind.newUrl());
        Batch conflict = batch(NEW.update(INSERT, 1, "one"), NEW.update(INSERT, 1, "other"));
        List<Connection> used = new ArrayList<>();
        assertThrows(EndedByUnitException.class, () -> attempt(conflict, used));
        attempt(conflict.with(Batch.Isolation.SAVEPOINTS), used);

        assertSame(used.get(0), used.get(1));
    }

    @Test
    void a_conflict_of_a_unit_on_its_own_runs_it_once_and_keeps_no_others_apart() throws Exception {
        open(TestDatabase.POSTGRESQL.newUrl());
        execute("create sequence runs start 10");
        String counted = "insert into orders (id, status) values (nextval('runs'), 'new')";
        UnitOfWork conflict = NEW.update(counted).expect(2);
        commit(conflict);
        assertEquals(10, number("select last_value from runs"));
        commit(NEW.append("orders", 1), conflict);

        assertEquals(12, number("select last_value from runs"), "tried together, and then apart");
    }

    @Test
    void a_failure_that_a_retry_can_mend_keeps_its_state() throws Exception {
        open(TestDatabase.POSTGRESQL.newUrl());
        commit(NEW.update(INSERT, 1, "new"));
        UnitOfWork deadlock = NEW.update("do $$ begin raise exception using errcode = '40P01'; end $$");
        // Not by ending the session: within a batch, the driver then fails an assertion of its own.
        UnitOfWork outage = NEW.update("do $$ begin raise exception using errcode = '08006'; end $$");

        assertEquals(SqlFault.CONTENTION, fault(batch(deadlock, deadlock)));
        assertEquals(SqlFault.OUTAGE, fault(batch(outage, outage)));
    }

    private SqlFault fault(Batch batch) {
        return SqlFault.of(assertThrows(SQLException.class, () -> attempt(batch, new ArrayList<>())));
    }

    /** One attempt: the time is too short for another. */
    private Committed attempt(Batch batch, List<Connection> used) throws SQLException {
        Committer.Work work = (writer, id, until) -> {
            used.add(writer.connection().unwrap(Connection.class));
            return writer.write(batch, id, until, until);
        };
        return journal.commit(work, Deadline.in(Duration.ofSeconds(2)));
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
        return journal.commit(batch(units), database.deadline()).units();
    }

    private static Batch batch(UnitOfWork... units) {
        return new Batch(List.of(), Stream.of(units).map(Unit::of).toList());
    }

    private void execute(String sql) throws SQLException {
        database.write((connection, epoch) -> {
            new Query(sql).run(connection);
            return null;
        });
    }

    private long number(String sql) throws SQLException {
        long[] number = new long[1];
        return database.query((connection, epoch) -> {
            new Query(sql, row -> number[0] = row.getLong(1)).run(connection);
            return number[0];
        });
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
