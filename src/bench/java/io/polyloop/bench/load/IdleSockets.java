package io.polyloop.bench.load;

import java.net.SocketAddress;

/** Subscribers who never get a message. */
public final class IdleSockets implements Idlers {
    private final Clients clients;

    public IdleSockets(LoadLoop loop, SocketAddress server, Dialect dialect) throws Exception {
        clients = new Clients(loop, server, dialect);
    }

    @Override
    public void open(int count) throws Exception {
        clients.subscribers(count);
    }

    @Override
    public void check() {
        clients.check();
    }

    @Override
    public void close() {
        clients.close();
    }
}
