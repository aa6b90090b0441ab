package io.polyloop.proof.outbox;

import io.polyloop.proof.client.ClientTokens;
import io.polyloop.proof.client.SseTransport;
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

/** All writers, and subscribers that reconnect, on one event loop of this process. */
final class Writers implements AutoCloseable {
    static final int COUNT = 32;
    static final int TOPICS = 4;

    private static final long DISCONNECT_AFTER_MS = 5_000;
    private static final Duration CATCH_UP_TIMEOUT = Duration.ofSeconds(60);
    private static final long STOP_TIMEOUT_MINUTES = 3;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final Context loop = vertx.getOrCreateContext();
    private final WriterLog log = new WriterLog();
    private final List<Writer> writers = new ArrayList<>();
    private final List<Subscriber> subscribers = new ArrayList<>();

    Writers(List<URI> nodes, Random random) {
        OrderClient client = new OrderClient(vertx, nodes, random);
        for (int i = 0; i < COUNT; i++) {
            writers.add(new Writer(vertx, client, log, random, i));
        }
        ClientTokens none = ClientTokens.none();
        List<Transport> transports =
                List.of(new WebSocketTransport(vertx, random, none), new SseTransport(vertx, none));
        for (Transport transport : transports) {
            for (int topic = 0; topic < TOPICS; topic++) {
                subscribers.add(new Subscriber(
                        vertx,
                        transport,
                        nodes,
                        random,
                        new SubscriberOutages(nodes.size()),
                        topic(topic),
                        DISCONNECT_AFTER_MS));
            }
        }
    }

    static String topic(int number) {
        return "outbox." + number;
    }

    void start() {
        loop.runOnContext(v -> {
            writers.forEach(Writer::start);
            subscribers.forEach(Subscriber::start);
        });
    }

    /** Returns once the outcome of every order is known. */
    void stop() {
        awaitOnLoop(() -> Future.all(writers.stream().map(Writer::stop).toList()));
    }

    /** Waits until every subscriber has received the last message of its topic, or for a minute. */
    void awaitCaughtUp(Map<String, Long> heads) {
        try {
            Awaitility.await()
                    .atMost(CATCH_UP_TIMEOUT)
                    .until(() -> awaitOnLoop(() -> Future.succeededFuture(subscribers.stream()
                            .allMatch(one -> one.check().last() >= heads.getOrDefault(one.topic(), 0L)))));
        } catch (org.awaitility.core.ConditionTimeoutException late) {
            System.out.println("!!! a subscriber does not catch up");
        }
    }

    WriterLog log() {
        return log;
    }

    List<Subscriber> subscribers() {
        return subscribers;
    }

    private <T> T awaitOnLoop(Supplier<Future<T>> work) {
        return Future.<T>future(done -> loop.runOnContext(v -> work.get().onComplete(done)))
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(STOP_TIMEOUT_MINUTES, TimeUnit.MINUTES)
                .join();
    }

    @Override
    public void close() {
        awaitOnLoop(() -> {
            subscribers.forEach(Subscriber::stop);
            return Future.succeededFuture();
        });
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
