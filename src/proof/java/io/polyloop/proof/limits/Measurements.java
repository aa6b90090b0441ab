package io.polyloop.proof.limits;

import io.polyloop.proof.local.Pause;
import io.polyloop.proof.scale.JvmMemory;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Measures one node after the other limit; clients are on one event loop of this process. */
final class Measurements implements AutoCloseable {
    private static final int TOPICS = 10;
    private static final int WARM_UP_WRITERS = 64;
    private static final long TIMEOUT_MINUTES = 3;
    private static final double MIB = 1 << 20;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final Context loop = vertx.getOrCreateContext();
    private final OneCoreNode node;
    private final Sizes sizes;

    Measurements(OneCoreNode node, Sizes sizes) {
        this.node = node;
        this.sizes = sizes;
    }

    /** Publishes to subscribers, so that the JVM compiles. */
    void warmUp() {
        Sockets sockets = new Sockets(vertx, node.http());
        await(() -> sockets.grow(sizes.subscribers() / 10, topics("warm-up")));
        publish(WARM_UP_WRITERS, 1, "warm-up", () -> {
            Pause.of(sizes.warmUp());
            return null;
        });
        await(sockets::close);
    }

    /** Acknowledged messages by the number of writers. */
    Curve appends(int batch) {
        List<Curve.Point> points = new ArrayList<>();
        for (int writers : sizes.writers()) {
            points.add(publish(writers, batch, "appends", () -> null));
        }
        String each = batch == 1 ? "" : ", " + batch + " messages a request";
        return new Curve("Messages in" + each, "writers", "acknowledged/s", "p99 ms", points);
    }

    /** Deliveries by the number of writers, each of whose messages goes to a tenth of the subscribers. */
    Curve deliveries() {
        Sockets sockets = new Sockets(vertx, node.http());
        await(() -> sockets.grow(sizes.subscribers(), topics("deliveries")));
        List<Curve.Point> points = new ArrayList<>();
        for (int writers : sizes.writers()) {
            long before = sockets.frames();
            long started = System.nanoTime();
            Curve.Point appends = publish(writers, 1, "deliveries", () -> null);
            double seconds = (System.nanoTime() - started) / 1e9;
            points.add(new Curve.Point(
                    writers,
                    (sockets.frames() - before) / seconds,
                    appends.aside(),
                    appends.nodeCpu(),
                    appends.clientCpu()));
        }
        await(sockets::close);
        return new Curve(
                "Messages out, to " + sizes.subscribers() + " WebSockets", "writers", "deliveries/s", "p99 ms", points);
    }

    /** Memory by the number of topics, with one message each. */
    Curve topics() throws IOException {
        List<Curve.Point> points = new ArrayList<>();
        int before = 0;
        for (int count : sizes.topics()) {
            Iterator<String> names = IntStream.range(before, count)
                    .mapToObj(topic -> "topics." + topic)
                    .iterator();
            Share share = new Share();
            Appenders writers = new Appenders(vertx, node.http(), WARM_UP_WRITERS, 1);
            await(() -> writers.start(WARM_UP_WRITERS, () -> names.hasNext() ? names.next() : null));
            await(writers::close);
            points.add(share.point(count, writers.requests() / share.seconds(), node.memory()));
            before = count;
        }
        return new Curve("New topics", "topics", "first messages/s", "live heap MiB", points);
    }

    /** Memory by the number of idle WebSockets with a subscription. */
    Curve connections() throws IOException {
        Sockets sockets = new Sockets(vertx, node.http());
        List<Curve.Point> points = new ArrayList<>();
        for (int count : sizes.connections()) {
            Share share = new Share();
            await(() -> sockets.grow(count, topics("connections")));
            JvmMemory memory = node.memory();
            points.add(share.point(count, memory.resident() / MIB, memory));
        }
        await(sockets::close);
        return new Curve("Idle connections", "WebSockets", "resident MiB", "live heap MiB", points);
    }

    private Curve.Point publish(int writers, int batch, String name, Supplier<Void> meanwhile) {
        Appenders appenders = new Appenders(vertx, node.http(), writers, batch);
        Iterator<String> topics =
                Stream.generate(() -> topics(name)).flatMap(List::stream).iterator();
        Future<?> stopped = Future.future(done -> loop.runOnContext(
                v -> appenders.start(writers, topics::next).<Object>mapEmpty().onComplete(done)));
        meanwhile.get();
        Pause.of(sizes.window().dividedBy(4));
        await(() -> Future.succeededFuture().onSuccess(v -> appenders.reset()));
        Share share = new Share();
        Pause.of(sizes.window());
        Curve.Point point = await(() -> Future.succeededFuture(
                share.point(writers, appenders.requests() * batch / share.seconds(), appenders.p99())));
        await(() -> {
            appenders.stop();
            return stopped;
        });
        await(appenders::close);
        return point;
    }

    private static List<String> topics(String name) {
        return IntStream.range(0, TOPICS)
                .mapToObj(topic -> "limits." + name + "." + topic)
                .toList();
    }

    private <T> T await(Supplier<? extends Future<? extends T>> work) {
        return Future.<T>future(done -> loop.runOnContext(
                        v -> work.get().<T>map(result -> result).onComplete(done)))
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(TIMEOUT_MINUTES, TimeUnit.MINUTES)
                .join();
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    /** The CPU time that the node and its clients use from now on. */
    private final class Share {
        private final long started = System.nanoTime();
        private final long nodeCpu = node.cpuNanos();
        private final long clientCpu = OneCoreNode.cpuNanos(ProcessHandle.current());

        double seconds() {
            return (System.nanoTime() - started) / 1e9;
        }

        Curve.Point point(double x, double y, JvmMemory memory) {
            return point(x, y, memory.heap() / MIB);
        }

        Curve.Point point(double x, double y, double aside) {
            double percent = 1e-7 / seconds();
            return new Curve.Point(
                    x,
                    y,
                    aside,
                    (node.cpuNanos() - nodeCpu) * percent,
                    (OneCoreNode.cpuNanos(ProcessHandle.current()) - clientCpu) * percent);
        }
    }
}
