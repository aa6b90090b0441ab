package io.polyloop.proof.chaos;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** All who publish and all who listen, on one event loop of this process. Called from the thread that runs the proof. */
final class Clients implements AutoCloseable {
    private static final Duration CATCH_UP_TIMEOUT = Duration.ofSeconds(60);

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final Context loop = vertx.getOrCreateContext();
    private final WriterStats writes = new WriterStats();
    private final SubscriberOutages outages;
    private final PublishDisruptions disruptions = new PublishDisruptions();
    private final AckLog acks;
    private final List<Writer> writers = new ArrayList<>();
    private final List<Subscriber> subscribers = new ArrayList<>();

    Clients(List<URI> nodes, Workload load, Random random, Path ackLog) {
        acks = new AckLog(ackLog);
        outages = new SubscriberOutages(nodes.size());
        PublishClient door = new PublishClient(vertx, nodes, random, disruptions);
        for (int i = 0; i < load.writers(); i++) {
            writers.add(new Writer(vertx, door, acks, writes, random, "w" + i, load));
        }
        subscribe(load, nodes, random, new WebSocketTransport(vertx), load.webSockets());
        subscribe(load, nodes, random, new SseTransport(vertx), load.eventStreams());
    }

    private void subscribe(Workload load, List<URI> nodes, Random random, Transport way, int count) {
        for (int i = 0; i < count; i++) {
            String topic = load.topics().get(i % load.topics().size());
            subscribers.add(new Subscriber(vertx, way, nodes, random, outages, topic, load.disconnectAfterMs()));
        }
    }

    void start() {
        loop.runOnContext(v -> {
            writers.forEach(Writer::start);
            subscribers.forEach(Subscriber::start);
        });
    }

    /** To be called just before the kill: what breaks from now on is its doing. */
    void nodeKilled(int node) {
        long at = System.nanoTime();
        loop.runOnContext(v -> {
            outages.nodeKilled(node, at);
            disruptions.nodeKilled(node, at);
        });
    }

    /** Lets the writers end what they began. */
    void stopWriters() throws Exception {
        Future.<Void>future(done -> loop.runOnContext(
                        v -> Future.all(writers.stream().map(Writer::stop).toList())
                                .<Void>mapEmpty()
                                .onComplete(done)))
                .toCompletionStage()
                .toCompletableFuture()
                .get(2, TimeUnit.MINUTES);
    }

    /** Waits until every subscriber has seen the last message of its topic, or as long as is fair. */
    void awaitCaughtUp(Map<String, StoredTopic> stored) {
        Awaitility.await().atMost(CATCH_UP_TIMEOUT).pollDelay(Duration.ZERO).until(() -> caughtUp(stored));
    }

    private boolean caughtUp(Map<String, StoredTopic> stored) {
        return Future.<Boolean>future(answer -> loop.runOnContext(v -> answer.complete(subscribers.stream()
                        .allMatch(one ->
                                one.check().last() >= stored.get(one.topic()).head()))))
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    /** To be read once this is closed, as what follows. */
    List<Subscriber> subscribers() {
        return subscribers;
    }

    AckLog acks() {
        return acks;
    }

    WriterStats writes() {
        return writes;
    }

    SubscriberOutages outages() {
        return outages;
    }

    PublishDisruptions disruptions() {
        return disruptions;
    }

    @Override
    public void close() {
        Future.<Void>future(done -> loop.runOnContext(v -> {
                    subscribers.forEach(Subscriber::stop);
                    done.complete();
                }))
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        acks.close();
    }
}
