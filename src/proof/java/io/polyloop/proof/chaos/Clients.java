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
    private static final Duration CATCH_UP = Duration.ofSeconds(60);

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final Context loop = vertx.getOrCreateContext();
    private final Tally tally = new Tally();
    private final Absences absences;
    private final Disturbances disturbances = new Disturbances();
    private final Acks acks;
    private final List<Writer> writers = new ArrayList<>();
    private final List<Subscriber> subscribers = new ArrayList<>();

    Clients(List<URI> nodes, Workload load, Random random, Path ackLog) {
        acks = new Acks(ackLog);
        absences = new Absences(nodes.size());
        Door door = new Door(vertx, nodes, random, disturbances);
        for (int i = 0; i < load.writers(); i++) {
            writers.add(new Writer(vertx, door, acks, tally, random, "w" + i, load));
        }
        subscribe(load, nodes, random, new BySocket(vertx), load.sockets());
        subscribe(load, nodes, random, new ByStream(vertx), load.streams());
    }

    private void subscribe(Workload load, List<URI> nodes, Random random, Way way, int count) {
        for (int i = 0; i < count; i++) {
            String topic = load.topics().get(i % load.topics().size());
            subscribers.add(new Subscriber(vertx, way, nodes, random, absences, topic, load.cutAfterMs()));
        }
    }

    void start() {
        loop.runOnContext(v -> {
            writers.forEach(Writer::start);
            subscribers.forEach(Subscriber::start);
        });
    }

    /** To be called just before the kill: what breaks from now on is its doing. */
    void died(int node) {
        long at = System.nanoTime();
        loop.runOnContext(v -> {
            absences.died(node, at);
            disturbances.died(node, at);
        });
    }

    /** Lets the writers end what they began. */
    void endWriting() throws Exception {
        Future.<Void>future(done -> loop.runOnContext(
                        v -> Future.all(writers.stream().map(Writer::end).toList())
                                .<Void>mapEmpty()
                                .onComplete(done)))
                .toCompletionStage()
                .toCompletableFuture()
                .get(2, TimeUnit.MINUTES);
    }

    /** Waits until every subscriber has seen the last message of its topic, or as long as is fair. */
    void awaitCaughtUp(Map<String, Stored> stored) {
        Awaitility.await().atMost(CATCH_UP).pollDelay(Duration.ZERO).until(() -> caughtUp(stored));
    }

    private boolean caughtUp(Map<String, Stored> stored) {
        return Future.<Boolean>future(answer -> loop.runOnContext(v -> answer.complete(subscribers.stream()
                        .allMatch(one ->
                                one.track().last() >= stored.get(one.topic()).head()))))
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    /** To be read once this is closed, as what follows. */
    List<Subscriber> subscribers() {
        return subscribers;
    }

    Acks acks() {
        return acks;
    }

    Tally tally() {
        return tally;
    }

    Absences absences() {
        return absences;
    }

    Disturbances disturbances() {
        return disturbances;
    }

    @Override
    public void close() {
        Future.<Void>future(done -> loop.runOnContext(v -> {
                    subscribers.forEach(Subscriber::end);
                    done.complete();
                }))
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        acks.close();
    }
}
