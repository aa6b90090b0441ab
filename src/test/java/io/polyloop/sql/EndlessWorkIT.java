package io.polyloop.sql;

import static io.polyloop.sql.BadStatementIT.assertProblem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.fixture.Http;
import io.polyloop.fixture.TestNode;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Queries, statements and transactions that do not end, with plain messages beside. */
class EndlessWorkIT {
    private static final String COUNTING = "with recursive n(i) as (select 1 union all select i + 1 from n)";
    private static final String ENDLESS_QUERY = COUNTING + " select max(i) as last from n";
    private static final String ENDLESS_UPDATE = "update things set amount = (" + ENDLESS_QUERY + ") where id = 1";

    /** Far longer than journal.transaction-time, and far shorter than journal.timeout. */
    private static final long PATIENCE_MS = 5_000;

    @TempDir
    Path dir;

    @ParameterizedTest
    @ValueSource(strings = {SqlNode.SQLITE, SqlNode.POSTGRESQL})
    void endless_queries_end_after_their_timeout_and_hold_up_no_message(String database) {
        try (SqlNode node = SqlNode.start(database, dir, "sql.timeout", "300ms", "sql.max-pending", 2)) {
            List<CompletableFuture<HttpResponse<String>>> queries = Stream.generate(() -> Http.postAsync(
                            node.node().http("/query"),
                            JsonObject.of("sql", ENDLESS_QUERY, "parameters", List.of())
                                    .encode()))
                    .limit(8)
                    .toList();
            List<String> codes = queries.stream()
                    .map(CompletableFuture::join)
                    .map(answer -> Http.body(answer).getString("code"))
                    .toList();

            assertTrue(codes.contains("verticle_timeout"), codes.toString());
            assertTrue(codes.contains("journal_busy"), codes.toString());
            assertTrue(List.of("verticle_timeout", "journal_busy").containsAll(codes), codes.toString());
            assertEquals(200, node.query("select id from things").statusCode());
            assertTrue(node.longestAppendMillis() < PATIENCE_MS, node.longestAppendMillis() + " ms");
            node.assertUnharmed();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {SqlNode.SQLITE, SqlNode.POSTGRESQL})
    void an_endless_statement_is_cancelled_and_stores_nothing(String database) {
        try (SqlNode node = SqlNode.start(database, dir)) {
            for (String path : List.of("/unit", "/transaction")) {
                assertProblem(504, "verticle_timeout", node.afterInsert(path, ENDLESS_UPDATE), path);
                node.assertNothingStored(path);
            }
            assertTrue(node.longestAppendMillis() < PATIENCE_MS, node.longestAppendMillis() + " ms");
            node.assertUnharmed();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {SqlNode.SQLITE, SqlNode.POSTGRESQL})
    void a_transaction_that_never_returns_is_rolled_back(String database) {
        CountDownLatch end = new CountDownLatch(1);
        try (SqlNode node = SqlNode.start(database, dir)) {
            AtomicInteger ids = new AtomicInteger(3);
            node.route("/endless", tx -> {
                tx.update(SqlNode.INSERT, ids.getAndIncrement(), 30);
                tx.append(SqlNode.TOPIC, 1);
                awaitUninterruptibly(end);
                return "ended";
            });
            // More than there are connections, and than SQLite has writers.
            List<CompletableFuture<HttpResponse<String>>> endless =
                    Stream.generate(() -> node.postAsync("/endless")).limit(3).toList();
            endless.forEach(answer -> assertProblem(504, "verticle_timeout", answer.join(), "endless"));

            node.assertNothingStored("endless");
            assertTrue(node.longestAppendMillis() < PATIENCE_MS, node.longestAppendMillis() + " ms");
            node.assertUnharmed();
        } finally {
            end.countDown();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {SqlNode.SQLITE, SqlNode.POSTGRESQL})
    void what_would_wait_for_the_transaction_itself_is_refused_at_once(String database) {
        try (SqlNode node = SqlNode.start(database, dir, "journal.transaction-time", "20s")) {
            Database outside = new Database(node.node().vertx());
            node.route("/nested", tx -> {
                tx.update(SqlNode.INSERT, 3, 30);
                return TestNode.await(outside.update(SqlNode.INSERT, 4, 40));
            });
            long since = System.nanoTime();
            HttpResponse<String> refused = node.postAsync("/nested").join();
            long millis = (System.nanoTime() - since) / 1_000_000;

            assertTrue(refused.statusCode() >= 400, refused.body());
            assertTrue(millis < 10_000, millis + " ms: until journal.transaction-time, and not at once");
            node.assertNothingStored("nested");
            node.assertUnharmed();
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        while (true) {
            try {
                latch.await();
                return;
            } catch (InterruptedException ignored) {
                // As code that swallows interrupts.
            }
        }
    }
}
