package io.polyloop.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.polyloop.auth.Revocations;
import io.polyloop.bus.CredentialClient;
import io.polyloop.fixture.Http;
import io.polyloop.fixture.TestNode;
import io.polyloop.fixture.engine.TestCluster;
import io.vertx.core.json.JsonArray;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes of a cluster that poll once an hour, so that only news on the bus tells one of the other's revocation. */
class RevocationClusterIT {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Object[] SETTINGS = {
        "auth.mode", "token", "verticles", JsonArray.of(), "live.repair-interval", "1h"
    };

    @Test
    void a_node_knows_the_revocation_of_another_from_its_news(@TempDir Path folder) {
        try (TestCluster cluster = new TestCluster(folder)) {
            TestNode one = cluster.join(SETTINGS);
            TestNode two = cluster.join(SETTINGS);
            Revocations known = new Revocations();
            CredentialClient journal = new CredentialClient(two.vertx(), Duration.ofSeconds(10));
            TestNode.await(two.vertx().deployVerticle(new RevocationVerticle(journal, known, HOUR, Clock.systemUTC())));
            assertFalse(known.isRevoked(Credentials.developer("ada")));
            assertEquals(
                    201,
                    Http.post(one.management("/revocations"), "{\"subject\":\"ada\"}")
                            .statusCode());

            Awaitility.await().atMost(Duration.ofSeconds(2)).until(() -> known.isRevoked(Credentials.developer("ada")));
        }
    }
}
