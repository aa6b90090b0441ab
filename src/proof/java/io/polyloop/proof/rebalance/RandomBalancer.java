package io.polyloop.proof.rebalance;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.util.List;
import java.util.Random;

/** Passes each TCP connection on to a random node, as kube-proxy does. On an event loop of its own. */
final class RandomBalancer implements AutoCloseable {
    private static final int CONNECT_TIMEOUT_MS = 2_000;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final NetClient client = vertx.createNetClient(
            new NetClientOptions().setConnectTimeout(CONNECT_TIMEOUT_MS).setTcpNoDelay(true));
    private final Random random;
    private final URI address;
    private volatile List<URI> nodes;

    /** @param nodes those that are ready */
    RandomBalancer(List<URI> nodes, Random random) {
        this.nodes = nodes;
        this.random = random;
        int port = vertx.createNetServer()
                .connectHandler(this::accept)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
        this.address = URI.create("http://127.0.0.1:" + port + "/");
    }

    /** What clients connect to. */
    URI address() {
        return address;
    }

    /** Connections from now on go to these nodes. */
    void setNodes(List<URI> ready) {
        nodes = ready;
    }

    private void accept(NetSocket accepted) {
        accepted.pause();
        List<URI> current = nodes;
        URI node = current.get(random.nextInt(current.size()));
        client.connect(node.getPort(), node.getHost())
                .onSuccess(connected -> {
                    accepted.pipeTo(connected);
                    connected.pipeTo(accepted);
                })
                .onFailure(refused -> accepted.close());
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
