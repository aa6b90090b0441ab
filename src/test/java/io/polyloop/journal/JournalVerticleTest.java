package io.polyloop.journal;

import static io.polyloop.fixture.TestNode.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.polyloop.auth.Impersonation;
import io.polyloop.bus.JournalClient;
import io.polyloop.bus.NodeCodec;
import io.polyloop.config.Settings;
import io.polyloop.config.SettingsLoader;
import io.polyloop.topic.Append;
import io.polyloop.topic.Appended;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalVerticleTest {
    private static final int TOGETHER = 16;

    private final Vertx vertx = Vertx.vertx();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @BeforeEach
    void start(@TempDir Path data) {
        NodeCodec.registerAll(vertx.eventBus());
        Settings settings = await(new SettingsLoader(vertx, Map.of("data.dir", data.toString())).load());
        await(vertx.deployVerticle(new JournalVerticle(
                settings.journal(),
                settings.limits(),
                settings.dataDir(),
                Clock.systemUTC(),
                registry,
                Impersonation.none())));
    }

    @AfterEach
    void stop() {
        await(vertx.close());
    }

    @Test
    void appends_of_one_event_loop_in_one_turn_are_one_commit() {
        Promise<List<Appended>> answered = Promise.promise();
        vertx.runOnContext(turn -> appendAll().onComplete(answered));

        assertEquals(
                LongStream.rangeClosed(1, TOGETHER).boxed().toList(),
                await(answered.future()).stream().map(Appended::first).toList());
        DistributionSummary batches = registry.get("polyloop.journal.batch").summary();
        assertEquals(1, batches.count());
        assertEquals(TOGETHER, batches.max());
    }

    private Future<List<Appended>> appendAll() {
        JournalClient journal = new JournalClient(vertx, Duration.ofSeconds(10));
        List<Future<Appended>> answers = IntStream.range(0, TOGETHER)
                .mapToObj(i -> Appends.to("t", "1"))
                .map((Append append) -> journal.append(append))
                .toList();
        return Future.all(answers).map(all -> all.list());
    }
}
