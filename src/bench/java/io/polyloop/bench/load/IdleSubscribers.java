package io.polyloop.bench.load;

import java.net.SocketAddress;

/** Subscribers that never receive a message. */
public final class IdleSubscribers implements IdleClients {
    private final Clients clients;

    public IdleSubscribers(ClientLoop loop, SocketAddress server, Protocol protocol) throws Exception {
        clients = new Clients(loop, server, protocol);
    }

    @Override
    public void open(int count) throws Exception {
        clients.setSubscribers(count);
    }

    @Override
    public void checkOpen() {
        clients.check();
    }

    @Override
    public void close() {
        clients.close();
    }
}
