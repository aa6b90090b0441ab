package io.polyloop.live;

import io.polyloop.fixture.TestNode;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.json.JsonObject;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Measures: 1,000 sockets on one topic of a node in a process of its own, messages published for ten seconds each at
 * a pace and as fast as they are acknowledged. Prints deliveries a second and the node's CPU time for one delivery.
 * Run it by hand after {@code mvn package}: {@code java -cp target/test-classes:target/classes:… FanOutLoad}.
 */
public final class FanOutLoad {
    private static final int SUBSCRIBERS = 1_000;
    private static final int PORT = 18_480;
    private static final long SECONDS = 10;
    private static final int TICKS_PER_SECOND = 100;
    private static final int ON_THE_WAY = 64;
    private static final JsonObject MESSAGE = new JsonObject()
            .put("op", "publish")
            .put("topic", "t")
            .put("data", new JsonObject().put("metric", "temperature").put("value", 21.5));

    private final LongAdder delivered = new LongAdder();
    private final LongAdder published = new LongAdder();
    private final Vertx vertx = Vertx.vertx();
    private final WebSocketClient client =
            vertx.createWebSocketClient(new WebSocketClientOptions().setMaxConnections(SUBSCRIBERS + 1));
    private final Process node;
    private WebSocket publisher;

    private FanOutLoad(Process node) {
        this.node = node;
    }

    public static void main(String[] args) throws Exception {
        Path data = Files.createTempDirectory("fan-out");
        Process node = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Dpolyloop.http.port=" + PORT,
                        "-Dpolyloop.management.port=" + (PORT + 1),
                        "-Dpolyloop.data.dir=" + data,
                        "-cp",
                        "target/classes" + File.pathSeparator + "target/lib/*",
                        "io.polyloop.Main")
                .redirectErrorStream(true)
                .redirectOutput(data.resolve("log").toFile())
                .start();
        try {
            new FanOutLoad(node).run();
        } finally {
            node.destroy();
            node.waitFor(SECONDS, TimeUnit.SECONDS);
        }
        System.exit(0);
    }

    private void run() throws Exception {
        publisher = connect();
        publisher.textMessageHandler(answer -> published.increment());
        for (int i = 0; i < SUBSCRIBERS; i++) {
            WebSocket subscriber = TestNode.await(client.connect(PORT, "127.0.0.1", "/api/v1/live"));
            subscriber.textMessageHandler(frame -> delivered.increment());
            TestNode.await(subscriber.writeTextMessage("{\"op\":\"subscribe\",\"topic\":\"t\"}"));
        }
        measure("warm-up, 20 a second", () -> pace(20));
        measure("paced, 20 a second", () -> pace(20));
        measure("paced, 60 a second", () -> pace(60));
        measure("as fast as acknowledged", this::flatOut);
    }

    private void measure(String what, Load load) throws Exception {
        long messages = published.sum();
        long before = delivered.sum();
        long cpu = cpuTicks();
        long start = System.nanoTime();
        load.run();
        awaitAll(before + (published.sum() - messages) * SUBSCRIBERS);
        double seconds = (System.nanoTime() - start) / 1e9;
        long deliveries = delivered.sum() - before;
        double micros = (cpuTicks() - cpu) * 1e6 / TICKS_PER_SECOND / deliveries;
        System.out.printf(
                "%-24s %6d messages, %,9.0f deliveries/s, %.2f us of the node's CPU each%n",
                what, published.sum() - messages, deliveries / seconds, micros);
    }

    private void pace(int perSecond) throws InterruptedException {
        for (long i = 0; i < SECONDS * perSecond; i++) {
            publisher.writeTextMessage(MESSAGE.encode());
            TimeUnit.MILLISECONDS.sleep(1_000 / perSecond);
        }
    }

    private void flatOut() throws InterruptedException {
        long sent = published.sum();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (System.nanoTime() < end) {
            if (sent - published.sum() < ON_THE_WAY) {
                publisher.writeTextMessage(MESSAGE.encode());
                sent++;
            } else {
                TimeUnit.MICROSECONDS.sleep(200);
            }
        }
    }

    /** Until everything came, or nothing has come for a while. */
    private void awaitAll(long deliveries) throws InterruptedException {
        long last = -1;
        while (delivered.sum() < deliveries && delivered.sum() != last) {
            last = delivered.sum();
            TimeUnit.SECONDS.sleep(1);
        }
    }

    private WebSocket connect() throws InterruptedException {
        for (int attempt = 0; attempt < 100; attempt++) {
            try {
                return TestNode.await(client.connect(PORT, "127.0.0.1", "/api/v1/live"));
            } catch (RuntimeException notYet) {
                TimeUnit.MILLISECONDS.sleep(200);
            }
        }
        throw new IllegalStateException("the node did not start");
    }

    private long cpuTicks() throws IOException {
        String[] stat =
                Files.readString(Path.of("/proc/" + node.pid() + "/stat")).split(" ");
        return Long.parseLong(stat[13]) + Long.parseLong(stat[14]);
    }

    private interface Load {
        void run() throws Exception;
    }
}
