package io.polyloop.journal;

import static io.polyloop.fixture.TestNode.await;
import static io.polyloop.journal.Credentials.key;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.polyloop.auth.Revocation;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** While the thread that writes sessions and tickets is busy, and others wait for it. */
class JournalCredentialsTest {
    @TempDir
    Path dir;

    private final Vertx vertx = Vertx.vertx();
    private final JournalWorkers workers = new JournalWorkers(vertx, TestSettings.at("sqlite"), 1);
    private final CountDownLatch held = new CountDownLatch(1);
    private JournalDatabase database;
    private JournalCredentials credentials;
    private Future<Void> busy;

    @BeforeEach
    void open() {
        database = JournalDatabase.open(TestSettings.at("sqlite"), dir);
        credentials = new JournalCredentials(vertx.eventBus(), workers, database, Clock.systemUTC());
        busy = workers.credentials().run(() -> {
            held.await();
            return null;
        });
    }

    @AfterEach
    void close() {
        assertFalse(busy.isComplete());
        held.countDown();
        await(busy);
        await(vertx.close());
        database.close();
    }

    @Test
    void an_unknown_ticket_is_refused_without_a_write() {
        assertEquals(Optional.empty(), await(credentials.takeTicket("made up")));
        assertEquals(1, workers.credentials().pending());
    }

    @Test
    void an_unknown_session_ends_without_a_write() {
        await(credentials.endSession("made up"));
        assertEquals(1, workers.credentials().pending());
    }

    @Test
    void a_revocation_does_not_wait() {
        Revocation key = key("k", Instant.ofEpochMilli(1_000));
        await(credentials.revoke(key));
        assertEquals(List.of(key), await(credentials.revocations(0, 10)).revocations());
        await(credentials.withdraw(Revocation.Kind.KEY, null, "k"));

        assertEquals(List.of(), await(credentials.revocations(0, 10)).revocations());
    }
}
