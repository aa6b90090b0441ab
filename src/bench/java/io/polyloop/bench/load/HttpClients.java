package io.polyloop.bench.load;

import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.HdrHistogram.Histogram;

/** Kept-alive HTTP connections to one server, each with one request outstanding. */
public final class HttpClients implements AutoCloseable {
    private static final int CONNECT_BATCH = 200;
    private static final long TIMEOUT_MILLIS = 20_000;

    private final ClientLoop loop;
    private final SocketAddress server;
    private final IntFunction<List<String>> requests;
    private final List<HttpConnection> connections = new ArrayList<>();

    /** @param requests what each connection, from 0, sends in turns */
    public HttpClients(ClientLoop loop, SocketAddress server, IntFunction<List<String>> requests) {
        this.loop = loop;
        this.server = server;
        this.requests = requests;
    }

    /** Opens or closes connections until {@code count} are open. */
    public void setConnections(int count) throws Exception {
        while (connections.size() < count) {
            connect(Math.min(CONNECT_BATCH, count - connections.size()));
        }
        loop.call(() -> disconnectDownTo(count));
    }

    /** Sends requests for a duration, and blocks until the last response. */
    public HttpResult run(long millis) throws Exception {
        long cpu = ClientLoop.cpuNanos();
        long start = System.nanoTime();
        Histogram latencies = loop.call(() -> new HttpRound(millis).start(connections))
                .get(millis + TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
        return new HttpResult(latencies, System.nanoTime() - start, ClientLoop.cpuNanos() - cpu);
    }

    @Override
    public void close() {
        try {
            loop.call(() -> disconnectDownTo(0));
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    private void connect(int count) throws Exception {
        List<HttpConnection> opening = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            HttpConnection connection = new HttpConnection(requests.apply(connections.size() + i));
            loop.connect(server, connection.ready()::completeExceptionally, connection);
            opening.add(connection);
        }
        for (HttpConnection connection : opening) {
            connection.ready().get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
        }
        connections.addAll(opening);
    }

    private int disconnectDownTo(int remaining) {
        List<HttpConnection> leaving = connections.subList(remaining, connections.size());
        leaving.forEach(HttpConnection::close);
        int left = leaving.size();
        leaving.clear();
        return left;
    }
}
