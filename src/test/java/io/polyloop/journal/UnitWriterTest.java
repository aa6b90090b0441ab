package io.polyloop.journal;

import static io.polyloop.journal.Appends.PAGE_BYTES;
import static io.polyloop.journal.Appends.acknowledged;
import static io.polyloop.journal.Appends.data;
import static io.polyloop.journal.Appends.keyed;
import static io.polyloop.journal.Appends.to;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.polyloop.sql.CommitResult;
import io.polyloop.sql.UnitOfWork;
import io.polyloop.topic.Append;
import io.polyloop.topic.AppendResult;
import io.polyloop.topic.Appended;
import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import io.polyloop.topic.ReadFrom;
import io.polyloop.topic.TopicName;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Units of work in batches. */
class UnitWriterTest {
    private static final String INSERT = "insert into orders (id, status) values (?, ?)";
    private static final String PAY = "update orders set status = 'paid' where id = ? and status = 'new'";
    private static final UnitOfWork NEW = UnitOfWork.of();
    private static final String ENDLESS =
            "insert into orders (id, status) with recursive n(i) as (select 1 union all select i + 1 from n)"
                    + " select 0, 'x' from n where i < 0";

    @TempDir
    Path dir;

    private JournalDatabase database;
    private SqlJournal journal;

    @AfterEach
    void close() {
        journal.close();
    }

    @OnEachDatabase
    void rows_and_messages_of_a_unit_are_stored_together(TestDatabase kind) throws Exception {
        open(kind);
        CommitResult result = done(commit(NEW.update(INSERT, 1, "new")
                .update(PAY, 1)
                .expect(1)
                .append("orders", "\"a\"")
                .append("audit", 1)));

        assertEquals(List.of(1, 1), result.rows());
        assertEquals(
                List.of("orders", "audit"),
                result.appended().stream().map(a -> a.topic().value()).toList());
        assertEquals(List.of("1 paid"), orders());
        assertEquals(1, messages("orders").size());
    }

    @OnEachDatabase
    void a_statement_that_changes_another_number_of_rows_refuses_the_whole_unit(TestDatabase kind) throws Exception {
        open(kind);
        ProblemException refusal = refusal(
                commit(NEW.update(INSERT, 1, "new").update(PAY, 2).expect(1).append("orders", 1)));

        assertEquals(Problem.CONFLICT, refusal.problem());
        assertTrue(refusal.getMessage().contains("statement 2 changed 0 rows instead of 1"), refusal::getMessage);
        assertEquals(List.of(), orders());
        assertEquals(List.of(), messages("orders"));
    }

    @OnEachDatabase
    void a_failing_unit_takes_nothing_of_the_others_in_its_batch_with_it(TestDatabase kind) throws Exception {
        open(kind);
        List<UnitResult> results = commit(
                List.of(to("orders", "0")),
                NEW.update(INSERT, 1, "new").append("orders", 1),
                NEW.update(INSERT, 2, "new").update(INSERT, 1, "twice").append("orders", 2),
                NEW.update("insert into nowhere values (1)").append("orders", 3),
                NEW.update(INSERT, 4, "new").append("orders", 4));

        assertEquals(Problem.CONFLICT, refusal(results.get(1)).problem());
        assertEquals(Problem.INTERNAL, refusal(results.get(2)).problem());
        assertEquals(2, done(results.get(0)).appended().get(0).first());
        assertEquals(3, done(results.get(3)).appended().get(0).first());
        assertEquals(List.of("1 new", "4 new"), orders());
        assertEquals(List.of("0", "1", "4"), messages("orders"));
    }

    @OnEachDatabase
    void of_units_with_one_statement_of_the_same_text_only_the_failing_ones_are_refused(TestDatabase kind)
            throws Exception {
        open(kind);
        List<UnitResult> together = commit(alike(0));
        List<UnitResult> apart = commit(alike(10).with(Batch.Isolation.SAVEPOINTS));

        for (List<UnitResult> results : List.of(together, apart)) {
            assertEquals(List.of(1), done(results.get(0)).rows());
            assertEquals(Problem.CONFLICT, refusal(results.get(2)).problem());
            assertEquals(Problem.CONFLICT, refusal(results.get(3)).problem());
            assertEquals(List.of(1), done(results.get(4)).rows());
        }
        assertEquals(List.of("1 new", "2 new", "4 new", "11 new", "12 new", "14 new"), orders());
        assertEquals(List.of("1", "2", "11", "12"), messages("orders"));
    }

    @OnEachDatabase
    void units_end_the_transaction_if_one_fails_unless_savepoints_keep_them_apart(TestDatabase kind) throws Exception {
        open(kind);
        assertThrows(EndedByUnitException.class, () -> attempt(alike(0)));
        Committed apart = attempt(alike(0).with(Batch.Isolation.SAVEPOINTS));

        assertEquals(Problem.CONFLICT, refusal(apart.units().get(2)).problem());
        assertEquals(List.of("1", "2"), messages("orders"));
    }

    private Committed attempt(Batch batch) throws SQLException {
        return journal.commit((writer, id, until) -> writer.write(batch, id, until, until), database.deadline());
    }

    private static Batch alike(int from) {
        return batch(
                List.of(),
                NEW.update(INSERT, from + 1, "new").append("orders", from + 1),
                NEW.update(INSERT, from + 2, "new").append("orders", from + 2),
                NEW.update(INSERT, from + 1, "twice").append("orders", 0),
                NEW.update(INSERT, from + 3, "new").expect(2).append("orders", 0),
                NEW.update(INSERT, from + 4, "new"));
    }

    @OnEachDatabase
    void units_that_return_rows_are_stored(TestDatabase kind) throws Exception {
        open(kind);
        String returning = INSERT + " returning id";
        List<UnitResult> results = commit(List.of(), NEW.update(returning, 1, "new"), NEW.update(returning, 2, "new"));

        assertEquals(List.of(1), done(results.get(0)).rows());
        assertEquals(List.of(1), done(results.get(1)).rows());
        assertEquals(List.of("1 new", "2 new"), orders());
    }

    @OnEachDatabase
    void a_repeat_runs_no_statement_and_has_the_first_positions(TestDatabase kind) throws Exception {
        open(kind);
        UnitOfWork unit = NEW.update(INSERT, 1, "new").append("orders", 1, "k").append("audit", 2);
        CommitResult first = done(commit(unit));
        commit(NEW.append("audit", 3));
        CommitResult again = done(commit(unit));

        assertEquals(List.of(1), first.rows());
        assertEquals(List.of(), again.rows());
        assertEquals(positions(first), positions(again));
        assertTrue(again.appended().stream().allMatch(Appended::repeated));
        assertFalse(first.appended().get(1).repeated());
        assertEquals(List.of("2", "3"), messages("audit"));
    }

    @OnEachDatabase
    void a_repeat_in_the_same_batch_runs_no_statement(TestDatabase kind) throws Exception {
        open(kind);
        UnitOfWork unit = NEW.update(INSERT, 1, "new").append("orders", 1, "k");
        List<UnitResult> results = commit(List.of(), unit, unit);

        assertEquals(positions(done(results.get(0))), positions(done(results.get(1))));
        assertEquals(List.of(), done(results.get(1)).rows());
        assertEquals(List.of("1"), messages("orders"));
    }

    @OnEachDatabase
    void a_key_with_another_body_is_a_conflict(TestDatabase kind) throws Exception {
        open(kind);
        commit(NEW.append("orders", 1, "k"));
        UnitResult other = commit(NEW.update(INSERT, 1, "new").append("orders", 2, "k"));

        assertEquals(Problem.IDEMPOTENCY_CONFLICT, refusal(other).problem());
        assertEquals(List.of(), orders());
    }

    @OnEachDatabase
    void a_unit_of_which_only_some_keys_are_stored_is_a_conflict(TestDatabase kind) throws Exception {
        open(kind);
        journal.commit(List.of(keyed("k", "orders", "1")));
        UnitResult other =
                commit(NEW.update(INSERT, 1, "new").append("orders", 1, "k").append("audit", 2, "l"));

        assertEquals(Problem.IDEMPOTENCY_CONFLICT, refusal(other).problem());
        assertEquals(List.of(), orders());
        assertEquals(List.of(), messages("audit"));
    }

    @OnEachDatabase
    void a_unit_without_messages_is_stored(TestDatabase kind) throws Exception {
        open(kind);
        CommitResult result = done(commit(NEW.update(INSERT, 1, "new")));

        assertEquals(new CommitResult(List.of(1), List.of()), result);
        assertEquals(List.of("1 new"), orders());
        assertEquals(kind == TestDatabase.POSTGRESQL ? 1 : 0, marks(kind));
    }

    @OnEachDatabase
    void a_statement_that_never_ends_is_cancelled_and_further_units_of_the_batch_are_postponed(TestDatabase kind)
            throws Exception {
        open(kind);
        List<UnitResult> results = commit(
                List.of(to("orders", "0")),
                NEW.update(INSERT, 1, "new").append("orders", 1),
                NEW.update(ENDLESS).append("orders", 2),
                NEW.update(INSERT, 3, "new").append("orders", 3));

        assertEquals(Problem.VERTICLE_TIMEOUT, refusal(results.get(1)).problem());
        assertInstanceOf(UnitResult.Postponed.class, results.get(2));
        assertEquals(List.of("1 new"), orders());
        assertEquals(List.of("0", "1"), messages("orders"));
        assertEquals(
                3, acknowledged(journal.commit(List.of(to("orders", "4"))), 0).first());
    }

    @Test
    void an_append_waits_for_one_of_many_units_that_take_all_their_time() throws Exception {
        open(TestDatabase.SQLITE);
        List<String> batches = new ArrayList<>();
        List<GroupCommit> queue = new ArrayList<>();
        List<Future<AppendResult>> appended = new ArrayList<>();
        GroupCommit.Commit commit = (batch, deadline) -> {
            batches.add(batch.appends().size() + " " + batch.units().size());
            if (batches.size() == 1) {
                appended.add(queue.get(0).enqueue(to("orders", "2")));
            }
            return call(() -> journal.commit(batch, deadline));
        };
        queue.add(new GroupCommit(
                commit, Duration.ofMinutes(1), 100, new PendingCommits(TestSettings.bounds(100, 100, 10_000))));
        List<Future<CommitResult>> units = Stream.of(ENDLESS, ENDLESS, ENDLESS)
                .map(sql -> queue.get(0).enqueue(Unit.of(NEW.update(sql))))
                .toList();
        appended.add(queue.get(0).enqueue(to("orders", "1")));
        queue.get(0).commitNext();

        assertEquals(List.of("1 3", "1 0", "0 3", "0 2", "0 1"), batches);
        assertEquals(List.of("1", "2"), messages("orders"));
        assertTrue(appended.stream().allMatch(Future::succeeded));
        assertTrue(units.stream()
                .allMatch(unit -> ((ProblemException) unit.cause()).problem() == Problem.VERTICLE_TIMEOUT));
        assertTrue(units.get(0).cause().getMessage().startsWith("the unit of work took longer"));
    }

    @OnEachDatabase
    void units_of_a_batch_whose_time_is_over_are_postponed_and_not_refused(TestDatabase kind) throws Exception {
        open(kind);
        Batch batch = new Batch(List.of(to("orders", "0")), List.of(Unit.of(NEW.update(INSERT, 1, "new"))));
        Committed late = journal.commit(batch, Deadline.in(Duration.ZERO));

        assertInstanceOf(UnitResult.Postponed.class, late.units().get(0));
        assertEquals(List.of(), orders());
        assertEquals(List.of("0"), messages("orders"));
    }

    private static <T> Future<T> call(Callable<T> task) {
        try {
            return Future.succeededFuture(task.call());
        } catch (Exception failure) {
            return Future.failedFuture(failure);
        }
    }

    @Test
    void the_marks_of_batches_without_messages_are_removed_after_an_hour() throws Exception {
        open(TestDatabase.POSTGRESQL);
        commit(NEW.update(INSERT, 1, "new"));
        Clock later = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(61));
        Maintenance now = maintenance(Clock.systemUTC());
        now.round();
        assertEquals(1, marks(TestDatabase.POSTGRESQL));
        maintenance(later).round();

        assertEquals(0, marks(TestDatabase.POSTGRESQL));
    }

    private Maintenance maintenance(Clock clock) {
        SizeGauges gauges = new SizeGauges(new SimpleMeterRegistry());
        return Maintenance.of(database, TestSettings.at("sqlite"), clock, new ChunkedWork(), gauges);
    }

    private void open(TestDatabase kind) throws SQLException {
        database = JournalDatabase.open(TestSettings.at(kind.newUrl()), dir);
        journal = TestDatabase.open(database, Clock.systemUTC());
        database.write((connection, epoch) -> {
            new Query("create table orders (id integer not null primary key, status text not null)").run(connection);
            return null;
        });
    }

    private UnitResult commit(UnitOfWork unit) throws SQLException {
        return commit(List.of(), unit).get(0);
    }

    private List<UnitResult> commit(List<Append> appends, UnitOfWork... units) throws SQLException {
        return commit(batch(appends, units));
    }

    private List<UnitResult> commit(Batch batch) throws SQLException {
        return journal.commit(batch, database.deadline()).units();
    }

    private static Batch batch(List<Append> appends, UnitOfWork... units) {
        return new Batch(appends, Stream.of(units).map(Unit::of).toList());
    }

    private List<String> orders() throws SQLException {
        return database.query((connection, epoch) -> {
            List<String> rows = new ArrayList<>();
            new Query(
                            "select id, status from orders order by id",
                            row -> rows.add(row.getInt(1) + " " + row.getString(2)))
                    .run(connection);
            return rows;
        });
    }

    private int marks(TestDatabase kind) throws SQLException {
        if (kind == TestDatabase.SQLITE) {
            return 0;
        }
        return database.query((connection, epoch) -> {
            int[] count = new int[1];
            new Query("select count(*) from polyloop_batches", row -> count[0] = row.getInt(1)).run(connection);
            return count[0];
        });
    }

    private List<String> messages(String topic) throws SQLException {
        return data(journal.read(new TopicName(topic), ReadFrom.OLDEST, 1_000, PAGE_BYTES));
    }

    private static List<String> positions(CommitResult result) {
        return result.appended().stream()
                .map(appended -> appended.topic() + " " + appended.first())
                .toList();
    }

    private static CommitResult done(UnitResult result) {
        return assertInstanceOf(UnitResult.Done.class, result).result();
    }

    private static ProblemException refusal(UnitResult result) {
        return assertInstanceOf(UnitResult.Refused.class, result).reason();
    }
}
