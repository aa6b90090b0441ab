package io.polyloop.cluster;

import java.util.OptionalInt;

/** The live connections of this node. Thread-safe. */
public interface LiveLoad {
    /** How many there are; empty while this node is not ready for clients. */
    OptionalInt connections();

    /** Asks as many clients, those connected for longest, to reconnect. Does not block. */
    void sendAway(int connections);
}
