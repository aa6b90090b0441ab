package io.polyloop.journal;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.polyloop.fixture.Http;
import io.polyloop.fixture.TestNode;
import io.polyloop.fixture.engine.Postgres;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockedTopicsIT {
    @TempDir
    Path dir;

    @Test
    void while_another_session_locks_the_topics_appends_are_refused_and_the_node_is_not_ready() throws Exception {
        String url = Postgres.newDatabase();
        try (TestNode node = TestNode.start(dir, "journal.url", url, "journal.timeout", "2s");
                Connection other = DriverManager.getConnection(url);
                Statement lock = other.createStatement()) {
            assertEquals(201, post(node).statusCode());
            other.setAutoCommit(false);
            lock.execute("lock table topics in exclusive mode");
            CompletableFuture<HttpResponse<String>> refused = CompletableFuture.supplyAsync(() -> post(node));
            await().until(() -> ready(node) == 503);

            assertEquals("journal_busy", Http.body(refused.get()).getString("code"));
            assertEquals(503, ready(node));
            other.rollback();
            await().until(() -> ready(node) == 200);
            assertEquals(2, Http.body(post(node)).getLong("seq"));
        }
    }

    private static HttpResponse<String> post(TestNode node) {
        return Http.post(node.http("/api/v1/topics/t/messages"), "1");
    }

    private static int ready(TestNode node) {
        return Http.get(node.management("/readyz")).statusCode();
    }
}
