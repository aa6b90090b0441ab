package io.polyloop.live;

import static io.polyloop.live.TestTopic.sequence;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.bus.Addresses;
import io.polyloop.fixture.Http;
import io.polyloop.fixture.LiveClient;
import io.polyloop.fixture.TestNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LostNewsIT {
    private static final Duration REPAIR = Duration.ofMillis(500);

    @TempDir
    Path data;

    private final AtomicBoolean loseAll = new AtomicBoolean();

    @Test
    void every_message_arrives_when_the_bus_loses_news_even_the_last() {
        try (TestNode node = TestNode.start(data, "live.repair-interval", "500ms");
                LiveClient client = LiveClient.connect(node.vertx(), node.port())) {
            loseSome(node);
            client.subscribe("t", null);
            for (int i = 0; i < 299; i++) {
                Http.post(node.http("/api/v1/topics/t/messages"), "1");
            }
            loseAll.set(true);
            Http.post(node.http("/api/v1/topics/t/messages"), "1");
            long published = System.nanoTime();
            assertEquals(sequence(1, 300), client.sequences(300));
            double intervals = (double) (System.nanoTime() - published) / REPAIR.toNanos();
            assertTrue(intervals < 2, "repaired after " + intervals + " repair intervals");
        }
    }

    private void loseSome(TestNode node) {
        Random random = new Random();
        node.vertx().eventBus().addInboundInterceptor(delivery -> {
            boolean news = delivery.message().address().equals(Addresses.TOPIC_APPENDED);
            if (!news || !loseAll.get() && random.nextInt(10) > 0) {
                delivery.next();
            }
        });
    }
}
