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
 * Writers and listeners, spread evenly over all nodes and topics, on one event loop of this process. Called from the
 * thread that measures.
 */
final class Load implements AutoCloseable {
    static final int WRITERS = 20;
    static final int LISTENERS = 300;
    static final Duration PACE = Duration.ofMillis(100);

    static final int TOPICS = 10;
    private static final Duration WARM_UP_PACE = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final Context loop = vertx.getOrCreateContext();
    private final List<String> topics;
    private final Writers writers;
    private final Listeners listeners;
    private boolean heard;

    /** @param name part of the names of its topics, which nobody else writes to */
    Load(List<URI> nodes, String name) {
        topics = IntStream.range(0, TOPICS)
                .mapToObj(topic -> "scale." + name + "." + topic)
                .toList();
        writers = new Writers(vertx, nodes, topics, WRITERS);
        listeners = new Listeners(vertx, nodes, topics);
    }

    /** Returns once all listeners would get what is published now. */
    void listen() {
        await(() -> listeners.connect(LISTENERS));
        heard = true;
    }

    void hangUp() {
        await(listeners::disconnect);
        heard = false;
    }

    /**
     * Publishes for as long as {@code meanwhile} takes. Returns once everything is acknowledged, and delivered to all
     * who listen; if it is not, in half a minute, it fails.
     */
    <T> T publish(Supplier<T> meanwhile) {
        return publish(PACE, meanwhile);
    }

    /** Five times as much, so that the JVMs compile. */
    void warmUp(Runnable meanwhile) {
        publish(WARM_UP_PACE, () -> {
            meanwhile.run();
            return null;
        });
    }

    private <T> T publish(Duration pace, Supplier<T> meanwhile) {
        long published = published();
        long delivered = delivered();
        loop.runOnContext(v -> writers.start(pace));
        T result = meanwhile.get();
        await(writers::stop);
        long due = heard ? (published() - published) * LISTENERS / topics.size() : 0;
        Awaitility.await("deliveries").atMost(PATIENCE).until(() -> delivered() - delivered == due);
        return result;
    }

    long published() {
        return writers.published();
    }

    long delivered() {
        return listeners.delivered();
    }

    private void await(Supplier<Future<?>> work) {
        Future.future(done ->
                        loop.runOnContext(v -> work.get().<Object>mapEmpty().onComplete(done)))
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
