package io.polyloop.proof.client;

import io.vertx.core.Future;
import java.net.URI;

/** The transport of a subscription: WebSocket or server-sent events. */
public interface Transport {
    /**
     * Connects and subscribes after {@code position}.
     *
     * @return closes the connection abruptly, without a closing handshake
     */
    Future<Runnable> connect(URI node, String topic, String position, ConnectionListener listener);
}
