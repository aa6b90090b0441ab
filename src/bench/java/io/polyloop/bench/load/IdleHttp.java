package io.polyloop.bench.load;

import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** HTTP connections that each did one request and then nothing. */
public final class IdleHttp implements Idlers {
    private static final int AT_ONCE = 200;
    private static final long PATIENCE_SECONDS = 20;

    private final LoadLoop loop;
    private final SocketAddress server;
    private final String path;
    private final List<KeptAlive> connections = new ArrayList<>();

    public IdleHttp(LoadLoop loop, SocketAddress server, String path) {
        this.loop = loop;
        this.server = server;
        this.path = path;
    }

    @Override
    public void open(int count) throws Exception {
        while (connections.size() < count) {
            List<KeptAlive> coming = new ArrayList<>();
            for (int i = Math.min(AT_ONCE, count - connections.size()); i > 0; i--) {
                KeptAlive connection = new KeptAlive(path);
                loop.connect(server, connection.ready()::completeExceptionally, connection);
                coming.add(connection);
            }
            for (KeptAlive connection : coming) {
                connection.ready().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
            connections.addAll(coming);
        }
    }

    @Override
    public void check() {
        long open = connections.stream().filter(KeptAlive::isOpen).count();
        if (open < connections.size()) {
            throw new IllegalStateException("of " + connections.size() + " connections only " + open + " are open");
        }
    }

    @Override
    public void close() {
        connections.forEach(KeptAlive::leave);
        connections.clear();
    }
}
