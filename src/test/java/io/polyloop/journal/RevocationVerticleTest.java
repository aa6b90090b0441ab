package io.polyloop.journal;

import static io.polyloop.fixture.TestNode.await;
import static io.polyloop.journal.Credentials.identity;
import static io.polyloop.journal.Credentials.session;
import static io.polyloop.journal.Credentials.subject;
import static io.polyloop.journal.Credentials.ticket;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.polyloop.auth.Impersonation;
import io.polyloop.auth.Revocation;
import io.polyloop.auth.Revocations;
import io.polyloop.bus.CredentialClient;
import io.polyloop.bus.NodeCodec;
import io.polyloop.config.Settings;
import io.polyloop.config.SettingsLoader;
import io.polyloop.fixture.engine.Postgres;
import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes with a Vert.x each and no cluster: no news passes between them, as when the bus is cut. */
class RevocationVerticleTest {
    private static final Duration BOUND = Duration.ofSeconds(2);

    @TempDir
    Path data;

    private final Node one = new Node();
    private final Node two = new Node();

    @AfterEach
    void stop() {
        await(one.vertx.close());
        await(two.vertx.close());
    }

    @Test
    void credentials_are_stored_and_found_over_the_bus() {
        one.start("sqlite", data, "1h");
        Instant end = Instant.now().plusSeconds(60).truncatedTo(ChronoUnit.MILLIS);
        await(one.client.save(session("s", "ada", end)));
        await(one.client.save(ticket("t", end)));

        assertEquals(Optional.of(session("s", "ada", end)), await(one.client.session("s")));
        assertEquals(Optional.of(ticket("t", end)), await(one.client.takeTicket("t")));
        assertEquals(Optional.empty(), await(one.client.takeTicket("t")));
        await(one.client.endSession("s"));
        assertEquals(Optional.empty(), await(one.client.session("s")));
    }

    @Test
    void commands_on_the_bus_are_data() {
        one.start("sqlite", data, "1h");
        List<Object> commands = new CopyOnWriteArrayList<>();
        one.vertx.eventBus().addOutboundInterceptor(sending -> {
            if (sending.message().address().startsWith("journal.")) {
                commands.add(sending.body());
            }
            sending.next();
        });
        await(one.client.revoke(revocation()));
        await(one.client.session("s"));

        assertTrue(commands.size() >= 2);
        assertTrue(commands.stream().allMatch(Record.class::isInstance), commands::toString);
    }

    @Test
    void a_node_knows_its_own_revocation_from_the_news() {
        one.start("sqlite", data, "1h");
        await(one.client.revoke(revocation()));
        within(BOUND, () -> one.revoked());
        assertTrue(await(one.client.withdraw(Revocation.Kind.SUBJECT, Credentials.ISSUER, "ada")));

        within(BOUND, () -> !one.revoked());
    }

    @Test
    void a_session_that_ended_is_revoked() {
        one.start("sqlite", data, "1h");
        Instant end = Instant.now().plusSeconds(60);
        await(one.client.save(session("s", "ada", end)));
        await(one.client.endSession("s"));

        within(BOUND, () -> one.revocations.isRevoked(identity("ada").inSession("s", end)));
        assertFalse(one.revoked());
    }

    @Test
    void without_news_another_node_knows_a_revocation_and_its_withdrawal_within_two_seconds() {
        String url = Postgres.newDatabase();
        one.start(url, data, "1s");
        two.start(url, data, "1s");
        await(one.client.revoke(revocation()));
        within(BOUND, () -> two.revoked());
        await(one.client.withdraw(Revocation.Kind.SUBJECT, Credentials.ISSUER, "ada"));

        within(BOUND, () -> !two.revoked());
    }

    @Test
    void a_node_that_starts_knows_all_revocations() {
        one.start("sqlite", data, "1h");
        await(one.client.revoke(revocation()));
        await(one.vertx.close());
        two.start("sqlite", data, "1h");

        assertTrue(two.revoked());
        assertEquals(List.of(revocation()), await(two.client.revocations(0, 10)).revocations());
    }

    @Test
    void without_its_journal_a_node_keeps_what_it_knows_and_refuses_changes() {
        one.start("sqlite", data, "10ms");
        await(one.client.revoke(revocation()));
        within(BOUND, () -> one.revoked());
        await(one.vertx.undeploy(one.journal));
        Problem problem = assertThrows(ProblemException.class, () -> await(one.client.session("s")))
                .problem();

        assertEquals(Problem.JOURNAL_DOWN, problem);
        assertTrue(one.revoked());
    }

    private static Revocation revocation() {
        return subject("ada", Instant.ofEpochMilli(4_000_000_000_000L));
    }

    private static void within(Duration bound, Callable<Boolean> condition) {
        Awaitility.await().atMost(bound).pollInterval(Duration.ofMillis(10)).until(condition);
    }

    private static final class Node {
        final Vertx vertx = Vertx.vertx();
        final Revocations revocations = new Revocations();
        CredentialClient client;
        String journal;

        void start(String url, Path data, String interval) {
            NodeCodec.registerAll(vertx.eventBus());
            Map<String, Object> changes =
                    Map.of("data.dir", data.toString(), "journal.url", url, "live.repair-interval", interval);
            Settings settings = await(new SettingsLoader(vertx, changes).load());
            journal = await(vertx.deployVerticle(new JournalVerticle(
                    settings.journal(),
                    settings.limits(),
                    settings.dataDir(),
                    Clock.systemUTC(),
                    new SimpleMeterRegistry(),
                    Impersonation.none())));
            client = new CredentialClient(vertx, settings.journal().timeout());
            await(vertx.deployVerticle(
                    new RevocationVerticle(client, revocations, settings.live().repairInterval(), Clock.systemUTC())));
        }

        boolean revoked() {
            return revocations.isRevoked(identity("ada"));
        }
    }
}
