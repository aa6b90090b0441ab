package io.polyloop.bench.load;

import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The clients of one server: any number of subscribers, and one publisher. */
public final class Clients implements AutoCloseable {
    /** Most opening frames without a reply: a server rightly rejects more of them at a time. */
    private static final int CONNECT_BATCH = 200;

    private static final long TIMEOUT_MILLIS = 20_000;

    private final ClientLoop loop;
    private final SocketAddress server;
    private final Protocol protocol;
    private final DeliveryTracker tracker;
    private final Publisher publisher;

    /** Connects the publisher. */
    public Clients(ClientLoop loop, SocketAddress server, Protocol protocol) throws Exception {
        this.loop = loop;
        this.server = server;
        this.protocol = protocol;
        this.tracker = new DeliveryTracker(protocol);
        this.publisher = new Publisher(protocol, tracker);
        tracker.publisher(publisher);
        connect(publisher, HandshakeHandler.webSocket(protocol.publishPath(), protocol.handshakeHeaders(0)));
        await(publisher.ready());
    }

    /** Opens or closes connections until {@code count} subscribers are ready. */
    public void setSubscribers(int count) throws Exception {
        while (tracker.subscribers().size() < count) {
            int frames = Math.max(1, protocol.openingFrames(0).size());
            connectSubscribers(Math.min(
                    Math.max(1, CONNECT_BATCH / frames),
                    count - tracker.subscribers().size()));
        }
        loop.call(() -> disconnectDownTo(count));
    }

    /** Publishes for a duration with a number of messages outstanding, and blocks until all have arrived. */
    public LoadResult runClosedLoop(int messages, long millis) throws Exception {
        return run(new ClosedLoop(tracker, messages, millis), millis);
    }

    /** Publishes at a fixed rate per second, whether or not earlier messages have arrived. */
    public LatencyResult runOpenLoop(int messages, long millis) throws Exception {
        OpenLoop pattern = new OpenLoop(tracker, loop, messages, millis);
        LoadResult load = run(pattern, millis);
        return new LatencyResult(load, pattern.deliveries(), pattern.acknowledgements());
    }

    /** @throws IllegalStateException if a connection has failed */
    public void check() {
        tracker.check();
    }

    @Override
    public void close() {
        try {
            loop.call(() -> disconnectDownTo(0));
            loop.call(publisher::disconnect);
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    private LoadResult run(LoadPattern pattern, long millis) throws Exception {
        long cpu = ClientLoop.cpuNanos();
        long start = System.nanoTime();
        long published = await(loop.call(() -> tracker.start(pattern)), millis + TIMEOUT_MILLIS);
        long nanos = System.nanoTime() - start;
        long deliveries = published * tracker.receivers();
        checkCounts();
        return new LoadResult(published, deliveries, nanos, ClientLoop.cpuNanos() - cpu);
    }

    private void checkCounts() throws Exception {
        if (!loop.call(tracker::isComplete)) {
            throw new IllegalStateException("Not every subscriber received each message once: " + tracker.state());
        }
    }

    private void connectSubscribers(int count) throws Exception {
        List<Subscriber> opening = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            opening.add(new Subscriber(protocol, tracker, tracker.subscribers().size() + i));
        }
        for (int i = 0; i < count; i++) {
            connect(opening.get(i), tracker.subscribers().size() + i);
        }
        for (Subscriber subscriber : opening) {
            await(subscriber.ready());
        }
        loop.call(() -> tracker.subscribers().addAll(opening));
    }

    private int disconnectDownTo(int remaining) {
        List<Subscriber> leaving =
                tracker.subscribers().subList(remaining, tracker.subscribers().size());
        leaving.forEach(Connection::disconnect);
        int left = leaving.size();
        leaving.clear();
        return left;
    }

    private void connect(Subscriber subscriber, int number) {
        String path = protocol.subscribePath();
        connect(
                subscriber,
                protocol.isEventStream()
                        ? HandshakeHandler.eventStream(path)
                        : HandshakeHandler.webSocket(path, protocol.handshakeHeaders(number)));
    }

    private void connect(Connection connection, HandshakeHandler opening) {
        loop.connect(server, connection.ready()::completeExceptionally, opening, connection);
    }

    private <T> T await(CompletableFuture<T> future) throws Exception {
        return await(future, TIMEOUT_MILLIS);
    }

    private <T> T await(CompletableFuture<T> future, long millis) throws Exception {
        try {
            return future.get(millis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw new IllegalStateException("Timed out: " + tracker.state(), late);
        }
    }
}
