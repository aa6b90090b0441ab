package io.polyloop.cluster;

import com.hazelcast.internal.networking.Channel;
import com.hazelcast.internal.server.ServerConnection;
import io.polyloop.internals.PeerAdmission;
import io.polyloop.internals.PeerAdmission.Refusal;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The inbound connections to Hazelcast's port whose peer has not sent its handshake yet. Thread-safe. */
final class PendingMembers {
    private final ConnectionAdmission admission;
    private final int maxPacket;
    private final long timeoutNanos;
    private final Map<Channel, Waiting> waiting = new ConcurrentHashMap<>();

    PendingMembers(ConnectionAdmission admission, int maxPacket, long timeoutNanos) {
        this.admission = admission;
        this.maxPacket = maxPacket;
        this.timeoutNanos = timeoutNanos;
    }

    void onOpen(Channel channel) {
        // A refused channel cannot be closed here: Hazelcast creates its connection object later.
        boolean admitted = admission.admit();
        waiting.put(channel, new Waiting(System.nanoTime(), admitted));
        channel.addCloseListener(closed -> release(channel));
    }

    /** Whether the connection is admitted; closes it if not. */
    boolean isAdmitted(Channel channel) {
        Waiting entry = waiting.get(channel);
        if (entry == null || entry.admitted()) {
            return true;
        }
        refuse(channel, Refusal.CROWDED);
        return false;
    }

    /** The maximum size of a packet in bytes: small before the handshake, which identifies the member. */
    int maxPacket(ServerConnection connection) {
        return connection.getRemoteUuid() == null ? PeerAdmission.UNIDENTIFIED_BYTES : maxPacket;
    }

    void refuse(Channel channel, Refusal reason) {
        ServerConnection connection = connection(channel);
        if (connection != null && connection.isAlive()) {
            admission.refused(reason, connection.getRemoteSocketAddress());
            connection.close("refused: " + reason, null);
        }
    }

    /** Closes connections whose peer has not identified itself in time. Call it about once a second. */
    void closeExpired() {
        long now = System.nanoTime();
        waiting.forEach((channel, peer) -> {
            ServerConnection connection = connection(channel);
            if (connection != null && connection.getRemoteUuid() != null) {
                release(channel);
            } else if (isAdmitted(channel) && now - peer.since() > timeoutNanos) {
                refuse(channel, Refusal.SILENT);
            }
        });
    }

    private void release(Channel channel) {
        Waiting entry = waiting.remove(channel);
        if (entry != null && entry.admitted()) {
            admission.released();
        }
    }

    private static ServerConnection connection(Channel channel) {
        return (ServerConnection) channel.attributeMap().get(ServerConnection.class);
    }

    private record Waiting(long since, boolean admitted) {}
}
