package io.polyloop;

import io.polyloop.cluster.LiveLoad;
import io.polyloop.ops.Health;
import io.polyloop.web.NodeConnections;
import java.util.OptionalInt;

/** The live connections of this node, as far as it is ready: no node sends clients away while another is not. */
record ReadyLoad(NodeConnections live, Health health) implements LiveLoad {
    @Override
    public OptionalInt connections() {
        return health.isReady() ? OptionalInt.of(live.count()) : OptionalInt.empty();
    }

    @Override
    public void sendAway(int connections) {
        live.sendAway(connections);
    }
}
