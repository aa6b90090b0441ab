package io.polyloop.proof.chaos;

import io.polyloop.proof.client.ClientTokens;
import io.polyloop.proof.client.SseTransport;
import io.polyloop.proof.client.StoredTopic;
import io.polyloop.proof.client.Subscriber;
import io.polyloop.proof.client.SubscriberOutages;
import io.polyloop.proof.client.Transport;
import io.polyloop.proof.client.WebSocketTransport;
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
import java.util.function.Supplier;
import org.awaitility.Awaitility;

/** All writers and subscribers, on one event loop of this process. Used by the thread that runs the scenario. */
final class Clients implements AutoCloseable {
    private static final Duration CATCH_UP_TIMEOUT = Duration.ofSeconds(60);
    private static final long STOP_TIMEOUT_MINUTES = 2;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final Context loop = vertx.getOrCreateContext();
    private final WriterStats writes = new WriterStats();
    private final SubscriberOutages outages;
    private final PublishDisruptions disruptions = new PublishDisruptions();
    private final ClientTokens tokens;
    private final AckLog acks;
    private final List<Writer> writers = new ArrayList<>();
    private final List<Subscriber> subscribers = new ArrayList<>();

    Clients(List<URI> nodes, Workload load, Random random, ClientTokens tokens, Path ackLog) {
        this.tokens = tokens;
        acks = new AckLog(ackLog);
        outages = new SubscriberOutages(nodes.size());
        PublishClient client = new PublishClient(vertx, nodes, random, tokens, disruptions);
        for (int i = 0; i < load.writers(); i++) {
            writers.add(new Writer(vertx, client, acks, writes, random, "w" + i, load));
        }
        addSubscribers(load, nodes, random, new WebSocketTransport(vertx, random, tokens), load.webSockets());
        addSubscribers(load, nodes, random, new SseTransport(vertx, tokens), load.eventStreams());
    }

    private void addSubscribers(Workload load, List<URI> nodes, Random random, Transport transport, int count) {
        for (int i = 0; i < count; i++) {
            String topic = load.topics().get(i % load.topics().size());
            subscribers.add(new Subscriber(vertx, transport, nodes, random, outages, topic, load.disconnectAfterMs()));
        }
    }

    void start() {
        loop.runOnContext(v -> {
            writers.forEach(Writer::start);
            subscribers.forEach(Subscriber::start);
        });
    }

    /** Call it just before the kill, so that the connections that break from then on count as its effect. */
    void nodeKilled(int node) {
        long at = System.nanoTime();
        loop.runOnContext(v -> {
            outages.nodeKilled(node, at);
            disruptions.nodeKilled(node, at);
        });
    }

    /** Stops the writers; returns once each has completed its last message. */
    void stopWriters() {
        awaitOnLoop(() -> Future.all(writers.stream().map(Writer::stop).toList()));
    }

    /** Waits until every subscriber has received the last message of its topic; fails after a minute. */
    void awaitCaughtUp(Map<String, StoredTopic> stored) {
        Awaitility.await().atMost(CATCH_UP_TIMEOUT).pollDelay(Duration.ZERO).until(() -> caughtUp(stored));
    }

    private boolean caughtUp(Map<String, StoredTopic> stored) {
        return awaitOnLoop(() -> Future.succeededFuture(subscribers.stream()
                .allMatch(one -> one.check().last() >= stored.get(one.topic()).head())));
    }

    private <T> T awaitOnLoop(Supplier<Future<T>> work) {
        return Future.<T>future(done -> loop.runOnContext(v -> work.get().onComplete(done)))
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(STOP_TIMEOUT_MINUTES, TimeUnit.MINUTES)
                .join();
    }

    /** Read this and the following only after {@link #close()}. */
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

    ClientTokens tokens() {
        return tokens;
    }

    PublishDisruptions disruptions() {
        return disruptions;
    }

    @Override
    public void close() {
        awaitOnLoop(() -> {
            subscribers.forEach(Subscriber::stop);
            return Future.succeededFuture();
        });
        vertx.close().toCompletionStage().toCompletableFuture().join();
        acks.close();
    }
}
