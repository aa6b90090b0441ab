package io.polyloop.auth.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.polyloop.fixture.TestNode;
import io.polyloop.fixture.engine.TokenFactory;
import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FetchedKeysTest {
    private static final KeySet FIRST = keySet("first");
    private static final KeySet BOTH =
            new KeySet(List.of(FIRST.keys().get(0), keySet("second").keys().get(0)));

    private final Vertx vertx = Vertx.vertx();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final AtomicLong nanos = new AtomicLong();
    /** The fetches that were started and not yet taken by the test. */
    private final BlockingQueue<Promise<KeySet>> fetches = new LinkedBlockingQueue<>();

    private FetchedKeys keys = keys(Duration.ofMinutes(1));

    @AfterEach
    void close() {
        keys.close();
        TestNode.await(vertx.close());
    }

    @Test
    void tokens_wait_for_the_first_fetch() throws InterruptedException {
        Future<Void> started = keys.start();
        Future<KeySet> waiting = keys.keys("first");
        assertEquals(Optional.of("issuer: its keys are not fetched yet"), keys.missing());
        nextFetch().complete(FIRST);
        TestNode.await(started);
        assertEquals(FIRST, TestNode.await(waiting));
        assertEquals(Optional.empty(), keys.missing());
    }

    @Test
    void unknown_keys_share_one_fetch_in_30_seconds() throws InterruptedException {
        startWith(FIRST);
        List<Future<KeySet>> waiting =
                IntStream.range(0, 500).mapToObj(i -> keys.keys("second")).toList();
        nextFetch().complete(FIRST);
        waiting.forEach(each -> assertRefused(Refusal.UNKNOWN_KEY, each));
        assertRefused(Refusal.UNKNOWN_KEY, keys.keys("second"));
        advance(Duration.ofSeconds(31));
        Future<KeySet> later = keys.keys("second");
        nextFetch().complete(BOTH);
        assertEquals(BOTH, TestNode.await(later));
        assertTrue(fetches.isEmpty());
    }

    @Test
    void another_unknown_key_in_that_time_is_refused_without_a_fetch() throws InterruptedException {
        startWith(FIRST);
        Future<KeySet> invented = keys.keys("invented");
        nextFetch().complete(FIRST);
        assertRefused(Refusal.UNKNOWN_KEY, invented);
        advance(Duration.ofSeconds(10));
        assertRefused(Refusal.UNKNOWN_KEY, keys.keys("second"));
        assertTrue(fetches.isEmpty());
        advance(Duration.ofSeconds(20));
        Future<KeySet> later = keys.keys("second");
        nextFetch().complete(BOTH);
        assertEquals(BOTH, TestNode.await(later));
    }

    @Test
    void a_token_that_came_during_a_fetch_can_cause_another() throws InterruptedException {
        Future<Void> started = keys.start();
        Promise<KeySet> first = nextFetch();
        Future<KeySet> waiting = keys.keys("second");
        first.complete(FIRST);
        TestNode.await(started);
        nextFetch().complete(BOTH);
        assertEquals(BOTH, TestNode.await(waiting));
    }

    @Test
    void the_tokens_that_wait_are_bounded() throws InterruptedException {
        keys.start();
        List<Future<KeySet>> waiting =
                IntStream.range(0, 1_001).mapToObj(i -> keys.keys("first")).toList();
        ProblemException refusal = assertThrows(ProblemException.class, () -> TestNode.await(waiting.get(1_000)));
        assertEquals(Problem.RATE_LIMITED, refusal.problem());
        nextFetch().complete(FIRST);
        assertEquals(FIRST, TestNode.await(waiting.get(999)));
        assertEquals(FIRST, TestNode.await(keys.keys("first")));
    }

    @Test
    void a_token_does_not_wait_longer_than_the_time_limit() throws InterruptedException {
        keys = keys(Duration.ofMillis(20));
        keys.start();
        assertRefused(Refusal.KEYS_UNAVAILABLE, keys.keys("first"));
        nextFetch().complete(FIRST);
    }

    @Test
    void keys_of_an_unreachable_issuer_are_used_until_they_are_stale() throws InterruptedException {
        startWith(FIRST);
        advance(Duration.ofSeconds(1));
        Future<KeySet> unknown = keys.keys("second");
        nextFetch().fail(new IOException("no route"));
        assertEquals(Problem.ISSUER_UNAVAILABLE, refusal(unknown).problem());
        advance(Duration.ofHours(1));
        assertEquals(FIRST, TestNode.await(keys.keys("first")));
        assertEquals(3601, registry.get("polyloop.auth.keys.age").gauge().value());
        advance(Duration.ofHours(24));
        assertEquals(Optional.of("issuer: no route"), keys.missing());
        assertEquals(
                1,
                registry.get("polyloop.auth.keys.fetches")
                        .tag("outcome", "failed")
                        .counter()
                        .count());
    }

    @Test
    void a_failed_fetch_is_retried() throws InterruptedException {
        Future<Void> started = keys.start();
        nextFetch().fail(new IOException("no route"));
        TestNode.await(started);
        assertRefused(Refusal.KEYS_UNAVAILABLE, keys.keys("first"));
        nextFetch().complete(FIRST);
        assertEquals(FIRST, TestNode.await(keys.keys("first").recover(early -> keys.keys("first"))));
    }

    @Test
    void retries_slow_down() {
        FetchTiming timing = FetchTiming.DEFAULT;
        assertEquals(Duration.ofSeconds(1), timing.retry(1));
        assertEquals(Duration.ofSeconds(8), timing.retry(4));
        assertEquals(Duration.ofMinutes(1), timing.retry(7));
        assertEquals(Duration.ofMinutes(1), timing.retry(1_000_000));
    }

    private FetchedKeys keys(Duration patience) {
        FetchTiming timing = new FetchTiming(
                Duration.ofMinutes(5), Duration.ofMillis(10), Duration.ofMinutes(1), Duration.ofSeconds(30));
        return new FetchedKeys(
                "issuer",
                vertx,
                () -> {
                    Promise<KeySet> fetch = Promise.promise();
                    fetches.add(fetch);
                    return fetch.future();
                },
                new FetchedKeys.Limits(Duration.ofHours(24), patience),
                timing,
                nanos::get,
                new FetchMetrics(registry, "issuer"));
    }

    private void startWith(KeySet first) throws InterruptedException {
        Future<Void> started = keys.start();
        nextFetch().complete(first);
        TestNode.await(started);
    }

    private Promise<KeySet> nextFetch() throws InterruptedException {
        Promise<KeySet> fetch = fetches.poll(20, TimeUnit.SECONDS);
        assertTrue(fetch != null, "no fetch was started");
        return fetch;
    }

    private void advance(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private static void assertRefused(Refusal reason, Future<KeySet> answer) {
        ProblemException refusal = refusal(answer);
        assertEquals(reason.exception().problem(), refusal.problem());
        assertEquals(reason.exception().getMessage(), refusal.getMessage());
    }

    private static ProblemException refusal(Future<KeySet> answer) {
        return assertThrows(ProblemException.class, () -> TestNode.await(answer));
    }

    private static KeySet keySet(String kid) {
        byte[] jwks = new TokenFactory(kid).jwks().encode().getBytes(StandardCharsets.UTF_8);
        return new KeyParser("issuer").parse(jwks);
    }
}
