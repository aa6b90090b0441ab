package io.polyloop.proof.chaos;

import io.vertx.core.Future;
import java.net.URI;

/** A way to listen: by WebSocket or by server-sent events. */
interface Transport {
    /**
     * Connects and asks for what follows {@code position}.
     *
     * @return what ends the connection at once, as a cable that is pulled
     */
    Future<Runnable> connect(URI node, String topic, String position, ConnectionListener ear);
}
