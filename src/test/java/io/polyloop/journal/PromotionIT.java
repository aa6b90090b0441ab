package io.polyloop.journal;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.fixture.Http;
import io.polyloop.fixture.TestNode;
import io.polyloop.fixture.engine.PostgresServer;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A standby that lacks the newest messages is promoted under load. These messages are lost, as with any asynchronous
 * standby, and their sequence numbers are allocated again: each subscriber receives a reset, and then has the content of
 * the database. The two nodes are not a cluster, so they receive no news of each other. {@code -Dpromotions=20} repeats
 * the test.
 */
class PromotionIT {
    private static final Duration WITHIN = Duration.ofSeconds(60);
    private static final String MESSAGES = "/api/v1/topics/t/messages";
    private static final int BEYOND = 20;

    @TempDir
    Path dir;

    private final ScheduledExecutorService load = new ScheduledThreadPoolExecutor(4);
    private final int standbyPort = freePort();
    private final List<TestNode> nodes = new ArrayList<>();
    private final List<Follower> live = new ArrayList<>();
    private final List<Follower> returning = new ArrayList<>();
    private PostgresServer primary;

    @BeforeEach
    void start() {
        primary = PostgresServer.start(dir.resolve("0"));
        String url = "jdbc:postgresql://127.0.0.1:" + primary.port() + ",127.0.0.1:" + standbyPort
                + "/postgres?user=postgres&targetServerType=primary&hostRecheckSeconds=0";
        for (int i = 0; i < 2; i++) {
            TestNode node = TestNode.start(dir, "journal.url", url);
            nodes.add(node);
            for (boolean stream : new boolean[] {false, true}) {
                live.add(new Follower(node, "t", stream));
                returning.add(new Follower(node, "t", stream));
            }
        }
    }

    @AfterEach
    void close() {
        load.shutdownNow();
        nodes.forEach(TestNode::close);
        primary.close();
    }

    @ParameterizedTest
    @MethodSource("promotions")
    void no_subscriber_silently_misses_a_message_when_a_standby_is_promoted_under_load(int promotion) throws Exception {
        PostgresServer standby = primary.standby(dir.resolve("standby"), standbyPort);
        List<Future<?>> writers = nodes.stream().<Future<?>>map(this::write).toList();
        all().forEach(Follower::follow);
        await().atMost(WITHIN).until(() -> all().allMatch(one -> seen(one) >= BEYOND));
        for (Follower follower : returning) {
            follower.close();
        }
        long lost = seen(returning.get(0));
        primary.kill();
        primary = standby;
        standby.promote();
        // The lost sequence numbers and more are allocated again before the disconnected subscribers resume.
        await().atMost(WITHIN).until(() -> head() > lost + BEYOND);
        returning.forEach(Follower::follow);
        await().atMost(WITHIN).until(() -> head() > lost + 2 * BEYOND);
        writers.forEach(writer -> writer.cancel(false));
        check(promotion);
    }

    static IntStream promotions() {
        return IntStream.rangeClosed(1, Integer.getInteger("promotions", 1));
    }

    private void check(int promotion) throws Exception {
        // Messages in flight can still be stored; a skipped message is never delivered.
        ConditionTimeoutException late = null;
        try {
            await().atMost(WITHIN).until(() -> gaps(stored()) == 0);
        } catch (ConditionTimeoutException expired) {
            late = expired;
        }
        NavigableMap<Long, String> stored = stored();
        System.out.printf(
                "promotion %d: head %d, subscribers with a silent gap: %d%n",
                promotion, stored.lastKey(), gaps(stored));
        all().forEach(one -> assertEquals(null, one.fault()));
        all().forEach(one -> assertEquals(stored, one.view()));
        all().forEach(one -> assertTrue(one.resets() > 0));
        assertEquals(null, late);
    }

    private long gaps(NavigableMap<Long, String> stored) {
        return all().filter(one -> !stored.equals(one.view())).count();
    }

    private Stream<Follower> all() {
        return Stream.concat(live.stream(), returning.stream());
    }

    private long seen(Follower one) {
        NavigableMap<Long, String> view = one.view();
        return view.isEmpty() ? 0 : view.lastKey();
    }

    private Future<?> write(TestNode node) {
        long[] count = {0};
        return load.scheduleWithFixedDelay(
                () -> {
                    try {
                        String data = node.port() + "-" + System.nanoTime() + "-" + count[0]++;
                        Http.post(node.http(MESSAGES), '"' + data + '"');
                    } catch (RuntimeException noAnswer) {
                        // The next request may succeed.
                    }
                },
                0,
                5,
                TimeUnit.MILLISECONDS);
    }

    private NavigableMap<Long, String> stored() throws SQLException {
        NavigableMap<Long, String> stored = new TreeMap<>();
        try (Connection connection = DriverManager.getConnection(primary.url());
                Statement select = connection.createStatement();
                ResultSet row = select.executeQuery("select seq, data from messages where topic = 't'")) {
            while (row.next()) {
                stored.put(row.getLong(1), row.getString(2).replace("\"", ""));
            }
        }
        return stored;
    }

    private long head() {
        return primary.count("select coalesce(max(head), 0) from topics where name = 't'");
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
