package io.polyloop.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.polyloop.fixture.EventStream;
import io.polyloop.fixture.Http;
import io.polyloop.fixture.LiveClient;
import io.polyloop.fixture.TestNode;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrderIT {
    private static final int WRITERS = 8;
    private static final int EACH = 50;

    @TempDir
    Path data;

    @Test
    void every_subscriber_sees_concurrent_writers_in_the_same_order() {
        try (TestNode node = TestNode.start(data);
                LiveClient a = LiveClient.connect(node.vertx(), node.port());
                LiveClient b = LiveClient.connect(node.vertx(), node.port());
                EventStream c = EventStream.open(node.http("/api/v1/topics/t/events"));
                EventStream d = EventStream.open(node.http("/api/v1/topics/t/events"))) {
            a.subscribe("t", null);
            b.subscribe("t", "0");
            writeAll(node);
            List<String> order = take(Stream.generate(() -> a.next("message")));
            assertEquals(order, take(Stream.generate(() -> b.next("message"))));
            assertEquals(order, take(Stream.generate(c::message)));
            assertEquals(order, take(Stream.generate(d::message)));
        }
    }

    private static void writeAll(TestNode node) {
        CompletableFuture<?>[] writers = IntStream.range(0, WRITERS)
                .mapToObj(writer -> CompletableFuture.runAsync(() -> write(node, writer)))
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(writers).join();
    }

    private static void write(TestNode node, int writer) {
        for (int i = 0; i < EACH; i++) {
            Http.post(node.http("/api/v1/topics/t/messages"), "\"" + writer + "-" + i + "\"");
        }
    }

    private static List<String> take(Stream<JsonObject> messages) {
        List<String> taken = new ArrayList<>();
        messages.limit(WRITERS * EACH)
                .forEach(message -> taken.add(message.getLong("seq") + message.getString("data")));
        return taken;
    }
}
