package io.polyloop.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.fixture.Http;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Transactions on PostgreSQL that wait for each other, with plain messages beside. SQLite has one writer. */
class DeadlockIT {
    private static final String ADD = "update things set amount = amount + 1 where id = ?";

    @TempDir
    Path dir;

    /** Shorter, and longer, than deadlock_timeout, 1 s by default. */
    @ParameterizedTest
    @ValueSource(strings = {"500ms", "5s"})
    void of_two_transactions_that_deadlock_each_is_stored_whole_or_refused(String time) {
        try (SqlNode node = SqlNode.start(SqlNode.POSTGRESQL, dir, "journal.transaction-time", time)) {
            CyclicBarrier both = new CyclicBarrier(2);
            AtomicInteger attempts = new AtomicInteger();
            route(node, "/upwards", 1, 2, both, attempts);
            route(node, "/downwards", 2, 1, both, attempts);
            List<CompletableFuture<HttpResponse<String>>> asked =
                    List.of(node.postAsync("/upwards"), node.postAsync("/downwards"));
            long stored = 0;
            for (CompletableFuture<HttpResponse<String>> one : asked) {
                HttpResponse<String> answer = one.join();
                if (answer.statusCode() == 200) {
                    stored++;
                } else {
                    String code = Http.body(answer).getString("code");
                    assertTrue(
                            List.of("conflict", "journal_busy", "verticle_timeout")
                                    .contains(code),
                            answer.body());
                }
            }

            assertTrue(attempts.get() >= 2);
            assertEquals(10 + stored, node.count("select amount from things where id = 1"));
            assertEquals(20 + stored, node.count("select amount from things where id = 2"));
            assertEquals(stored, node.count("select count(*) from messages where topic = 'deadlock'"));
            node.assertUnharmed();
        }
    }

    private static void route(
            SqlNode node, String path, int first, int second, CyclicBarrier both, AtomicInteger attempts) {
        node.route(path, tx -> {
            tx.append("deadlock", path);
            tx.update(ADD, first);
            // Only the first attempt of each: a repeat after the deadlock has no other to wait for.
            if (attempts.incrementAndGet() <= 2) {
                await(both);
            }
            return tx.update(ADD, second);
        });
    }

    private static void await(CyclicBarrier both) {
        try {
            both.await(2, TimeUnit.SECONDS);
        } catch (Exception late) {
            throw new IllegalStateException(late);
        }
    }
}
