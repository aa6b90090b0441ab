package io.polyloop.bench.load;

import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The clients of one server: subscribers, as many as asked for, and one who publishes. */
public final class Clients implements AutoCloseable {
    /** Frames that may wait for an answer while connections open: a server refuses too many at once, rightly. */
    private static final int AT_ONCE = 200;

    private static final long PATIENCE_MILLIS = 20_000;

    private final LoadLoop loop;
    private final SocketAddress server;
    private final Dialect dialect;
    private final Crowd crowd;
    private final Publisher publisher;

    /** Connects the publisher. */
    public Clients(LoadLoop loop, SocketAddress server, Dialect dialect) throws Exception {
        this.loop = loop;
        this.server = server;
        this.dialect = dialect;
        this.crowd = new Crowd(dialect);
        this.publisher = new Publisher(dialect, crowd);
        crowd.publisher(publisher);
        connect(publisher, Opening.webSocket(dialect.publishPath()));
        await(publisher.ready());
    }

    /** Lets subscribers come or leave until there are so many, all of them ready. */
    public void subscribers(int count) throws Exception {
        while (crowd.subscribers().size() < count) {
            int frames = Math.max(1, dialect.hello(0).size());
            join(Math.min(
                    Math.max(1, AT_ONCE / frames), count - crowd.subscribers().size()));
        }
        loop.call(() -> leave(count));
    }

    /** Publishes for a time with so many messages outstanding, and waits until all have arrived. */
    public Load outstanding(int messages, long millis) throws Exception {
        return run(new ClosedLoop(crowd, messages, millis), millis);
    }

    /** Publishes so many a second, at times fixed beforehand. */
    public Delays perSecond(int messages, long millis) throws Exception {
        OpenLoop pace = new OpenLoop(crowd, loop, messages, millis);
        Load load = run(pace, millis);
        return new Delays(load, pace.arrivals(), pace.acknowledgements());
    }

    /** @throws IllegalStateException if something has broken since */
    public void check() {
        crowd.check();
    }

    @Override
    public void close() {
        try {
            loop.call(() -> leave(0));
            loop.call(publisher::leave);
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    private Load run(Pace pace, long millis) throws Exception {
        long cpu = LoadLoop.cpuNanos();
        long start = System.nanoTime();
        long published = await(loop.call(() -> crowd.begin(pace)), millis + PATIENCE_MILLIS);
        long nanos = System.nanoTime() - start;
        long deliveries = published * crowd.receivers();
        checkCounts();
        return new Load(published, deliveries, nanos, LoadLoop.cpuNanos() - cpu);
    }

    private void checkCounts() throws Exception {
        if (!loop.call(crowd::isComplete)) {
            throw new IllegalStateException("not everybody got everything once: " + crowd.state());
        }
    }

    private void join(int count) throws Exception {
        List<Subscriber> coming = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            coming.add(new Subscriber(dialect, crowd, crowd.subscribers().size() + i));
        }
        coming.forEach(this::connect);
        for (Subscriber subscriber : coming) {
            await(subscriber.ready());
        }
        loop.call(() -> crowd.subscribers().addAll(coming));
    }

    private int leave(int remaining) {
        List<Subscriber> leaving =
                crowd.subscribers().subList(remaining, crowd.subscribers().size());
        leaving.forEach(Connection::leave);
        int left = leaving.size();
        leaving.clear();
        return left;
    }

    private void connect(Subscriber subscriber) {
        String path = dialect.subscribePath();
        connect(subscriber, dialect.isEventStream() ? Opening.eventStream(path) : Opening.webSocket(path));
    }

    private void connect(Connection connection, Opening opening) {
        loop.connect(server, connection.ready()::completeExceptionally, opening, connection);
    }

    private <T> T await(CompletableFuture<T> future) throws Exception {
        return await(future, PATIENCE_MILLIS);
    }

    private <T> T await(CompletableFuture<T> future, long millis) throws Exception {
        try {
            return future.get(millis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw new IllegalStateException("waited in vain: " + crowd.state(), late);
        }
    }
}
