package io.polyloop.bench.load;

import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** HTTP connections that stay idle after one request. */
public final class IdleHttpClients implements IdleClients {
    private static final int CONNECT_BATCH = 200;
    private static final long TIMEOUT_SECONDS = 20;

    private final ClientLoop loop;
    private final SocketAddress server;
    private final String path;
    private final List<IdleHttpConnection> connections = new ArrayList<>();

    public IdleHttpClients(ClientLoop loop, SocketAddress server, String path) {
        this.loop = loop;
        this.server = server;
        this.path = path;
    }

    @Override
    public void open(int count) throws Exception {
        while (connections.size() < count) {
            List<IdleHttpConnection> opening = new ArrayList<>();
            for (int i = Math.min(CONNECT_BATCH, count - connections.size()); i > 0; i--) {
                IdleHttpConnection connection = new IdleHttpConnection(path);
                loop.connect(server, connection.ready()::completeExceptionally, connection);
                opening.add(connection);
            }
            for (IdleHttpConnection connection : opening) {
                connection.ready().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            }
            connections.addAll(opening);
        }
    }

    @Override
    public void checkOpen() {
        long open = connections.stream().filter(IdleHttpConnection::isOpen).count();
        if (open < connections.size()) {
            throw new IllegalStateException("Only " + open + " of " + connections.size() + " connections are open");
        }
    }

    @Override
    public void close() {
        connections.forEach(IdleHttpConnection::close);
        connections.clear();
    }
}
