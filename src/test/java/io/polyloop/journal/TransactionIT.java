package io.polyloop.journal;

import static io.polyloop.fixture.TestNode.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.bus.Addresses;
import io.polyloop.fixture.LogCapture;
import io.polyloop.fixture.TestNode;
import io.polyloop.sql.CommitResult;
import io.polyloop.sql.Database;
import io.polyloop.sql.Transaction;
import io.polyloop.sql.TransactionResult;
import io.polyloop.sql.UnitOfWork;
import io.polyloop.topic.Appended;
import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import io.polyloop.verticle.Failures;
import io.polyloop.verticle.Topics;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Transactions and units of work of verticles, on a node. */
class TransactionIT {
    private static final String INSERT = "insert into orders (id, status) values (?, ?)";
    private static final String SELL = "update stock set v = v - ? where id = 1";
    private static final String ENDLESS = "insert into orders (id, status)"
            + " with recursive n(i) as (select 1 union all select i + 1 from n) select 0, 'x' from n where i < 0";

    @TempDir
    Path dir;

    private String url;
    private TestNode node;
    private Database database;
    private Topics topics;

    @AfterEach
    void close() {
        node.close();
    }

    @OnEachDatabase
    void rows_and_messages_are_stored_together_and_reach_a_subscriber(TestDatabase kind) throws Exception {
        start(kind);
        BlockingQueue<JsonObject> received = new LinkedBlockingQueue<>();
        await(topics.on("orders.placed", received::add));
        TransactionResult<String> result = run(tx -> {
            tx.update(INSERT, 1, "new");
            tx.append("orders.placed", JsonObject.of("id", 1));
            tx.append("audit", 1);
            tx.append("orders.placed", JsonObject.of("id", 2));
            return tx.query("select status from orders where id = ?", List.of(1), row -> row.text("status"))
                    .get(0);
        });

        assertEquals("new", result.value());
        assertEquals(List.of(1L, 1L, 2L), positions(result.appended()));
        assertEquals(
                1, received.poll(10, TimeUnit.SECONDS).getJsonObject("data").getInteger("id"));
        assertEquals(2L, received.poll(10, TimeUnit.SECONDS).getLong("seq"));
        assertEquals(List.of("1 new"), orders());
    }

    @OnEachDatabase
    void a_function_that_throws_leaves_neither_rows_nor_messages(TestDatabase kind) throws Exception {
        start(kind);
        ProblemException own = refusal(tx -> {
            tx.update(INSERT, 1, "new");
            tx.append("t", 1);
            throw Problem.FORBIDDEN.because("not today");
        });
        ProblemException other = refusal(tx -> {
            tx.update(INSERT, 1, "new");
            throw new IllegalStateException("on purpose");
        });

        assertEquals(Problem.FORBIDDEN, own.problem());
        assertEquals("not today", own.getMessage());
        assertEquals(Problem.INTERNAL, other.problem());
        assertEquals(List.of(), orders());
        assertEquals(1, seq("t", 1));
    }

    @OnEachDatabase
    void a_violated_constraint_is_a_conflict_even_if_the_function_catches_it(TestDatabase kind) throws Exception {
        start(kind);
        run(tx -> tx.update(INSERT, 1, "new"));
        ProblemException refusal = refusal(tx -> {
            tx.update(INSERT, 2, "new");
            assertThrows(ProblemException.class, () -> tx.update(INSERT, 1, "secret"));
            tx.append("t", 1);
            return null;
        });

        assertEquals(Problem.CONFLICT, refusal.problem());
        assertFalse(refusal.getMessage().contains("secret"), refusal::getMessage);
        assertEquals(List.of("1 new"), orders());
        assertEquals(1, seq("t", 1));
    }

    @OnEachDatabase
    void a_repeat_is_rolled_back_and_has_the_first_positions(TestDatabase kind) throws Exception {
        start(kind);
        run(tx -> order(tx, 1, "k"));
        TransactionResult<Integer> again = run(tx -> order(tx, 2, "k"));
        ProblemException other = refusal(tx -> {
            tx.update(INSERT, 3, "new");
            tx.append("t", "another", "k");
            return null;
        });

        assertEquals(List.of(1L), positions(again.appended()));
        assertTrue(again.appended().get(0).repeated());
        assertEquals(Problem.IDEMPOTENCY_CONFLICT, other.problem());
        assertEquals(List.of("1 new"), orders());
        assertEquals(2, seq("t", 1));
    }

    @OnEachDatabase
    void a_repeat_that_fails_because_of_the_rows_of_the_first_has_the_first_positions(TestDatabase kind)
            throws Exception {
        start(kind);
        stock(1);
        run(tx -> buy(tx, "k"));
        TransactionResult<Integer> violated = run(tx -> buy(tx, "k"));
        TransactionResult<Integer> refused = run(tx -> buyOrRefuse(tx, "k"));

        assertEquals(List.of(1L, 1L), positions(violated.appended()));
        assertEquals(violated.appended(), refused.appended());
        assertTrue(violated.appended().stream().allMatch(Appended::repeated));
        assertNull(violated.value());
        assertEquals(Problem.CONFLICT, refusal(tx -> buy(tx, "other")).problem());
        assertEquals("sold out", refusal(tx -> buyOrRefuse(tx, "other")).getMessage());
        assertEquals(
                Problem.IDEMPOTENCY_CONFLICT, refusal(tx -> sell(tx, 2, "k")).problem());
        assertEquals(2, seq("t", 1));
    }

    @OnEachDatabase
    void a_failure_before_the_append_of_a_repeat_stands(TestDatabase kind) throws Exception {
        start(kind);
        run(tx -> order(tx, 1, "k"));

        assertEquals(Problem.CONFLICT, refusal(tx -> order(tx, 1, "k")).problem());
        assertEquals(2, seq("t", 1));
    }

    @OnEachDatabase
    void a_repeat_with_a_message_that_is_not_allowed_is_refused(TestDatabase kind) throws Exception {
        start(kind);
        run(tx -> order(tx, 1, "k"));
        ProblemException refusal = refusal(tx -> {
            tx.append("t", 1, "k");
            tx.append("t", "x".repeat(70_000));
            return null;
        });

        assertEquals(Problem.TOO_LARGE, refusal.problem());
    }

    @Test
    void of_two_equal_transactions_at_once_one_is_the_repeat_of_the_other() throws Exception {
        start(TestDatabase.POSTGRESQL, "journal.transaction-time", "5s");
        stock(1);
        CyclicBarrier both = new CyclicBarrier(2);
        Function<Transaction, Integer> code = tx -> {
            tx.append("t", "sold", "k");
            meet(both);
            return tx.update(SELL, 1);
        };
        List<TransactionResult<Integer>> results = await(
                        Future.all(database.transaction(code), database.transaction(code)))
                .list();

        assertEquals(
                Set.of(true, false),
                results.stream().map(r -> r.appended().get(0).repeated()).collect(Collectors.toSet()));
        assertEquals(2, seq("t", 1));
    }

    @OnEachDatabase
    void a_statement_that_takes_too_long_is_cancelled_and_commits_go_on(TestDatabase kind) throws Exception {
        start(kind);
        ProblemException refusal = refusal(tx -> {
            tx.update(INSERT, 1, "new");
            return tx.update(ENDLESS);
        });

        assertEquals(Problem.VERTICLE_TIMEOUT, refusal.problem());
        assertTrue(
                refusal.getMessage().startsWith("the transaction took longer than journal.transaction-time"),
                refusal::getMessage);
        assertEquals(1, seq("t", 1));
        assertEquals(List.of(), orders());
    }

    @OnEachDatabase
    void an_endless_function_keeps_only_its_thread(TestDatabase kind) throws Exception {
        start(kind);
        LogCapture pool = new LogCapture("com.zaxxer.hikari");
        CountDownLatch released = new CountDownLatch(1);
        AtomicReference<Throwable> late = new AtomicReference<>();
        CountDownLatch returned = new CountDownLatch(1);
        ProblemException refusal = refusal(tx -> {
            tx.update(INSERT, 1, "new");
            awaitUninterruptibly(released);
            late.set(assertThrows(ProblemException.class, () -> tx.update(INSERT, 2, "new")));
            returned.countDown();
            return null;
        });

        assertEquals(Problem.VERTICLE_TIMEOUT, refusal.problem());
        assertEquals(1, node.metric("polyloop_sql_transactions_stuck"));
        for (int i = 0; i < 4; i++) {
            int id = 10 + i;
            run(tx -> order(tx, id, null));
        }
        assertEquals(5, seq("t", 1));
        released.countDown();
        assertTrue(returned.await(10, TimeUnit.SECONDS));
        assertEquals(Problem.VERTICLE_TIMEOUT, ((ProblemException) late.get()).problem());
        assertEquals(List.of("10 new", "11 new", "12 new", "13 new"), orders());
        // Then its thread has given up the connection.
        Awaitility.await().until(() -> node.metric("polyloop_sql_transactions_stuck") == 0);
        assertEquals(0, pool.count("Attempt to remove"), () -> pool.messages().toString());
        pool.close();
    }

    @OnEachDatabase
    void a_constraint_that_the_commit_checks_refuses_its_own_unit_or_transaction_alone(TestDatabase kind)
            throws Exception {
        start(kind);
        execute("create table parts (id integer not null references orders (id) deferrable initially deferred)");
        String violation = "insert into parts (id) values (1000)";
        List<Future<?>> good = new ArrayList<>();
        List<Future<?>> bad = new ArrayList<>();
        try (LogCapture log = new LogCapture("io.polyloop.journal")) {
            for (int i = 0; i < 10; i++) {
                good.add(
                        database.commit(UnitOfWork.of().update(INSERT, i, "new").append("t", i)));
                bad.add(database.commit(UnitOfWork.of().update(violation).append("t", i)));
                bad.add(database.transaction(tx -> tx.update(violation)));
                good.add(topics.append("t", i));
            }
            await(Future.all(good));
            bad.forEach(
                    refused -> assertEquals(Problem.CONFLICT, failure(refused).problem()));
            assertEquals(
                    0, log.count("transaction failed"), () -> log.messages().toString());
            // Of the unit and of the transaction, each once in ten seconds.
            String reason = kind == TestDatabase.SQLITE ? "FOREIGN KEY|foreign key" : "parts_id_fkey";
            assertEquals(
                    2,
                    log.messages().stream()
                            .filter(line -> line.matches("the database refused rows: .*(" + reason + ").*"))
                            .count(),
                    () -> log.messages().toString());
        }

        assertEquals(0, node.metric("polyloop_journal_failures_total"));
        assertEquals(10, orders().size());
        assertEquals(21, seq("t", 1));
    }

    @Test
    void a_check_of_the_journal_takes_its_turn_among_transactions_that_do_not_return() throws Exception {
        start(TestDatabase.SQLITE, "journal.transaction-time", "200ms");
        CountDownLatch released = new CountDownLatch(1);
        AtomicInteger ended = new AtomicInteger();
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            all.add(database.transaction(tx -> {
                        awaitUninterruptibly(released);
                        return null;
                    })
                    .onComplete(end -> ended.incrementAndGet()));
        }
        int before = await(
                node.vertx().eventBus().request(Addresses.JOURNAL_CHECK, true).map(up -> ended.get()));
        await(Future.join(all).otherwiseEmpty());
        released.countDown();

        // The one in progress, and one that was already queued, or a check that was in progress.
        assertTrue(before <= 3, () -> before + " transactions ended before the check");
    }

    @OnEachDatabase
    void what_would_wait_for_the_transaction_is_refused_at_once(TestDatabase kind) throws Exception {
        start(kind);
        List<Throwable> refused = new ArrayList<>();
        run(tx -> {
            refused.add(assertThrows(IllegalStateException.class, () -> topics.append("t", 1)));
            refused.add(assertThrows(IllegalStateException.class, () -> database.update(INSERT, 1, "new")));
            refused.add(assertThrows(
                    IllegalStateException.class, () -> database.query("select 1 as one", List.of(), row -> row)));
            refused.add(assertThrows(IllegalStateException.class, () -> database.transaction(nested -> 1)));
            return null;
        });

        assertTrue(refused.get(0).getMessage().contains("use the query, update and append of its argument"));
        assertEquals(4, refused.size());
        assertEquals(1, seq("t", 1));
    }

    @OnEachDatabase
    void a_transaction_with_too_many_or_too_large_messages_is_refused(TestDatabase kind) throws Exception {
        start(kind, "limits.batch", 2);
        Problem many = refusal(tx -> {
                    tx.append("t", 1);
                    tx.append("t", 2);
                    tx.append("t", 3);
                    return null;
                })
                .problem();
        Problem large = refusal(tx -> {
                    tx.append("t", "x".repeat(70_000));
                    return null;
                })
                .problem();

        assertEquals(List.of(Problem.TOO_LARGE, Problem.TOO_LARGE), List.of(many, large));
        assertEquals(1, seq("t", 1));
    }

    @OnEachDatabase
    void transactions_units_and_appends_share_one_sequence_without_a_gap(TestDatabase kind) throws Exception {
        start(kind);
        List<Future<Long>> all = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            int id = i;
            all.add(database.transaction(tx -> order(tx, id, null))
                    .map(r -> r.appended().get(0).first()));
            all.add(database.commit(
                            UnitOfWork.of().update(INSERT, 1_000 + i, "new").append("t", i))
                    .map(r -> r.appended().get(0).first()));
            all.add(topics.append("t", i).map(appended -> appended.getLong("seq")));
        }
        List<Long> numbers =
                await(Future.all(all)).<Long>list().stream().sorted().toList();

        assertEquals(LongStream.rangeClosed(1, 150).boxed().toList(), numbers);
        assertEquals(100, orders().size());
    }

    @OnEachDatabase
    void a_unit_over_the_bus_is_json(TestDatabase kind) throws Exception {
        start(kind);
        JsonObject unit = JsonObject.of(
                "sql", JsonArray.of(JsonArray.of(INSERT, JsonArray.of(1, "new"), 1)),
                "append", JsonArray.of(JsonArray.of("t", JsonObject.of("id", 1), "k")));
        JsonObject first = await(node.vertx().eventBus().<JsonObject>request(Database.COMMIT, unit))
                .body();
        JsonObject again = await(node.vertx().eventBus().<JsonObject>request(Database.COMMIT, unit))
                .body();

        assertEquals(JsonArray.of(1), first.getJsonArray("rows"));
        assertEquals(1, first.getJsonArray("appended").getJsonObject(0).getInteger("seq"));
        assertEquals(JsonArray.of(), again.getJsonArray("rows"));
        assertEquals(first.getJsonArray("appended"), again.getJsonArray("appended"));
        assertEquals(Problem.INVALID_PARAMETER, refused(unit.copy().put("append", 1)));
        assertEquals(Problem.INVALID_PARAMETER, refused(new JsonObject()));
        assertEquals(Problem.INTERNAL, refused(JsonObject.of("sql", JsonArray.of(JsonArray.of("drop table orders")))));
        assertEquals(
                Problem.TOO_LARGE,
                refused(JsonObject.of("append", JsonArray.of(JsonArray.of("t", "x".repeat(70_000))))));
        assertEquals(List.of("1 new"), orders());
    }

    @OnEachDatabase
    void a_unit_whose_rows_are_not_as_expected_is_a_conflict(TestDatabase kind) throws Exception {
        start(kind);
        UnitOfWork pay = UnitOfWork.of()
                .update("update orders set status = 'paid' where id = ?", 1)
                .expect(1)
                .append("t", 1);
        ProblemException refusal = failure(database.commit(pay));
        await(database.update(INSERT, 1, "new"));
        CommitResult paid = await(database.commit(pay));

        assertEquals(Problem.CONFLICT, refusal.problem());
        assertEquals(List.of(1), paid.rows());
        assertEquals(1, paid.appended().get(0).first());
        assertEquals(List.of("1 paid"), orders());
    }

    @Test
    void transactions_that_meet_in_a_deadlock_are_both_stored() throws Exception {
        start(TestDatabase.POSTGRESQL, "journal.transaction-time", "5s");
        await(database.commit(UnitOfWork.of().update(INSERT, 1, "new").update(INSERT, 2, "new")));
        CyclicBarrier both = new CyclicBarrier(2);
        Future<?> up = database.transaction(tx -> swap(tx, 1, 2, both));
        Future<?> down = database.transaction(tx -> swap(tx, 2, 1, both));

        await(Future.all(up, down));
        assertEquals(List.of("1 new..", "2 new.."), orders());
    }

    @Test
    void appends_do_not_wait_for_units_and_transactions_that_wait_for_rows_of_others() throws Exception {
        start(TestDatabase.POSTGRESQL, "journal.transaction-time", "20s", "journal.timeout", "1m");
        await(database.update(INSERT, 1, "new"));
        try (Connection other = connection()) {
            other.setAutoCommit(false);
            try (Statement lock = other.createStatement()) {
                lock.execute("update orders set status = 'locked' where id = 1");
            }
            Future<?> unit = database.update("update orders set status = 'unit' where id = 1");
            Future<?> transaction =
                    database.transaction(tx -> tx.update("update orders set status = status || '.' where id = 1"));
            assertEquals(1, seq("t", 1));
            assertEquals(2, seq("t", 2));
            assertFalse(unit.isComplete());
            assertFalse(transaction.isComplete());
            other.rollback();
            await(Future.all(unit, transaction));
        }

        assertTrue(orders().get(0).startsWith("1 unit"));
    }

    @Test
    void rows_that_another_session_keeps_locked_are_busy() throws Exception {
        start(TestDatabase.POSTGRESQL);
        await(database.update(INSERT, 1, "new"));
        String touch = "update orders set status = 'paid' where id = 1";
        try (Connection other = connection()) {
            other.setAutoCommit(false);
            try (Statement lock = other.createStatement()) {
                lock.execute(touch);
            }
            assertEquals(Problem.JOURNAL_BUSY, failure(database.update(touch)).problem());
            assertEquals(Problem.JOURNAL_BUSY, refusal(tx -> tx.update(touch)).problem());
        }

        await(database.update(touch));
        assertEquals(List.of("1 paid"), orders());
    }

    private static Object swap(Transaction tx, int first, int second, CyclicBarrier both) {
        String touch = "update orders set status = status || '.' where id = ?";
        tx.update(touch, first);
        meet(both);
        return tx.update(touch, second);
    }

    private static void meet(CyclicBarrier both) {
        try {
            both.await(1, TimeUnit.SECONDS);
        } catch (Exception alone) {
            // The second attempt of one of them.
        }
    }

    private void stock(int pieces) throws SQLException {
        execute("create table stock (id integer not null primary key, v integer not null check (v >= 0))");
        execute("insert into stock (id, v) values (1, " + pieces + ")");
    }

    private static Integer buy(Transaction tx, String key) {
        tx.append("audit", "sold");
        return sell(tx, 1, key);
    }

    private static Integer sell(Transaction tx, int pieces, String key) {
        tx.append("t", pieces, key);
        return tx.update(SELL, pieces);
    }

    private static Integer buyOrRefuse(Transaction tx, String key) {
        tx.append("audit", "sold");
        tx.append("t", 1, key);
        if (tx.query("select v from stock where v > 0", List.of(), row -> row.number("v"))
                .isEmpty()) {
            throw Problem.NOT_FOUND.because("sold out");
        }
        return tx.update(SELL, 1);
    }

    private static int order(Transaction tx, int id, String key) {
        tx.update(INSERT, id, "new");
        tx.append("t", 1, key);
        return id;
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        while (true) {
            try {
                latch.await();
                return;
            } catch (InterruptedException ignored) {
                // As code that ignores its interrupt does.
            }
        }
    }

    private void start(TestDatabase kind, Object... more) throws SQLException {
        url = kind.newUrl();
        List<Object> settings = new ArrayList<>(List.of(more));
        settings.addAll(List.of("journal.url", url));
        node = TestNode.start(dir, settings.toArray());
        database = new Database(node.vertx());
        topics = new Topics(node.vertx());
        execute("create table orders (id integer not null primary key, status text not null)");
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Connection connection() throws SQLException {
        return DriverManager.getConnection(url.equals("sqlite") ? "jdbc:sqlite:" + dir.resolve("polyloop.db") : url);
    }

    private List<String> orders() throws SQLException {
        List<String> orders = new ArrayList<>();
        try (Connection connection = connection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select id, status from orders order by id")) {
            while (rows.next()) {
                orders.add(rows.getInt(1) + " " + rows.getString(2));
            }
        }
        return orders;
    }

    private <T> TransactionResult<T> run(Function<Transaction, T> code) {
        return await(database.transaction(code));
    }

    private <T> ProblemException refusal(Function<Transaction, T> code) {
        return failure(database.transaction(code));
    }

    private static ProblemException failure(Future<?> future) {
        await(future.otherwiseEmpty());
        return Failures.of(future.cause(), Problem.JOURNAL_DOWN);
    }

    private Problem refused(JsonObject unit) {
        return failure(node.vertx().eventBus().request(Database.COMMIT, unit)).problem();
    }

    private int seq(String topic, Object data) {
        return await(topics.append(topic, data)).getInteger("seq");
    }

    private static List<Long> positions(List<Appended> appended) {
        return appended.stream().map(Appended::first).toList();
    }
}
