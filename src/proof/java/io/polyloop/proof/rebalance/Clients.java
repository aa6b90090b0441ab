package io.polyloop.proof.rebalance;

import io.polyloop.proof.client.Ack;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.awaitility.Awaitility;

/** All subscribers and publishers, on one event loop. Used by the thread that runs the proof. */
final class Clients implements AutoCloseable {
    static final int WEB_SOCKETS = 4_500;
    static final int EVENT_STREAMS = 500;

    private static final int TOPICS = 20;
    private static final long CONNECT_INTERVAL_MS = 2;
    private static final long NEVER_MS = TimeUnit.DAYS.toMillis(3_650);
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final Context loop = vertx.getOrCreateContext();
    private final List<Publisher> publishers = new ArrayList<>();
    private final List<Subscriber> subscribers = new ArrayList<>();
    private final List<Ack> acks = new ArrayList<>();
    private boolean closed;

    Clients(URI service, Random random) {
        ClientTokens none = ClientTokens.none();
        var http = vertx.createHttpClient();
        for (int i = 0; i < TOPICS; i++) {
            publishers.add(new Publisher(vertx, http, service, topic(i), acks));
        }
        subscribe(service, random, new WebSocketTransport(vertx, random, none), WEB_SOCKETS);
        subscribe(service, random, new SseTransport(vertx, none), EVENT_STREAMS);
    }

    private void subscribe(URI service, Random random, Transport transport, int count) {
        SubscriberOutages outages = new SubscriberOutages(1);
        for (int i = 0; i < count; i++) {
            subscribers.add(
                    new Subscriber(vertx, transport, List.of(service), random, outages, topic(i % TOPICS), NEVER_MS));
        }
    }

    private static String topic(int number) {
        return "rebalance." + number;
    }

    void start() {
        loop.runOnContext(v -> {
            publishers.forEach(Publisher::start);
            for (int i = 0; i < subscribers.size(); i++) {
                Subscriber subscriber = subscribers.get(i);
                vertx.setTimer(1 + i * CONNECT_INTERVAL_MS, id -> subscriber.start());
            }
        });
    }

    void stopPublishers() {
        onLoop(() -> Future.all(publishers.stream().map(Publisher::stop).toList()));
    }

    /** Waits until every subscriber has the last message of its topic. */
    void awaitCaughtUp(Map<String, StoredTopic> stored) {
        Awaitility.await()
                .atMost(TIMEOUT)
                .until(() -> onLoop(() -> Future.succeededFuture(subscribers.stream()
                        .allMatch(one ->
                                one.check().last() >= stored.get(one.topic()).head()))));
    }

    private <T> T onLoop(Supplier<Future<T>> work) {
        return Future.<T>future(done -> loop.runOnContext(v -> work.get().onComplete(done)))
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(TIMEOUT.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    /** Read this and the following only after {@link #close()}. */
    List<Subscriber> subscribers() {
        return subscribers;
    }

    List<Ack> acks() {
        return acks;
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        onLoop(() -> {
            subscribers.forEach(Subscriber::stop);
            return Future.succeededFuture();
        });
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
