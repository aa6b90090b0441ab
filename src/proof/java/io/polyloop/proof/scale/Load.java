package io.polyloop.proof.scale;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/**
 * Writers and subscribers, spread evenly over all nodes and topics, on one event loop of this process. Used by the
 * thread that measures.
 */
final class Load implements AutoCloseable {
    static final int WRITERS = 20;
    static final int SUBSCRIBERS = 300;
    static final Duration INTERVAL = Duration.ofMillis(100);

    static final int TOPICS = 10;
    private static final Duration WARM_UP_INTERVAL = Duration.ofMillis(20);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final Context loop = vertx.getOrCreateContext();
    private final List<String> topics;
    private final Writers writers;
    private final Subscribers subscribers;
    private boolean subscribed;

    /** @param name part of the names of its topics, so that two loads share none */
    Load(List<URI> nodes, String name) {
        topics = IntStream.range(0, TOPICS)
                .mapToObj(topic -> "scale." + name + "." + topic)
                .toList();
        writers = new Writers(vertx, nodes, topics, WRITERS);
        subscribers = new Subscribers(vertx, nodes, topics);
    }

    /** Connects the subscribers; returns once all have subscribed. */
    void subscribe() {
        await(() -> subscribers.connect(SUBSCRIBERS));
        subscribed = true;
    }

    void unsubscribe() {
        await(subscribers::disconnect);
        subscribed = false;
    }

    /**
     * Publishes while {@code meanwhile} runs. Returns once every message is acknowledged and delivered to all its
     * subscribers; fails after half a minute.
     */
    <T> T publish(Supplier<T> meanwhile) {
        return publish(INTERVAL, meanwhile);
    }

    /** Publishes at five times the rate, so that the JVMs compile. */
    void warmUp(Runnable meanwhile) {
        publish(WARM_UP_INTERVAL, () -> {
            meanwhile.run();
            return null;
        });
    }

    private <T> T publish(Duration interval, Supplier<T> meanwhile) {
        long published = published();
        long delivered = delivered();
        loop.runOnContext(v -> writers.start(interval));
        T result = meanwhile.get();
        await(writers::stop);
        long due = subscribed ? (published() - published) * SUBSCRIBERS / topics.size() : 0;
        Awaitility.await("deliveries").atMost(TIMEOUT).until(() -> delivered() - delivered == due);
        return result;
    }

    long published() {
        return writers.published();
    }

    long delivered() {
        return subscribers.delivered();
    }

    private void await(Supplier<Future<?>> work) {
        Future.future(done ->
                        loop.runOnContext(v -> work.get().<Object>mapEmpty().onComplete(done)))
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(TIMEOUT.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
