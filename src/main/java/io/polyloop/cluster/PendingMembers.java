package io.polyloop.cluster;

import com.hazelcast.internal.networking.Channel;
import com.hazelcast.internal.server.ServerConnection;
import io.polyloop.cluster.ConnectionAdmission.Refusal;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The inbound connections of Hazelcast's port whose peer has not sent its handshake yet. Safe for all threads. */
final class PendingMembers {
    private final ConnectionAdmission admission;
    private final int maxPacket;
    private final long timeoutNanos;
    private final Map<Channel, Waiting> waiting = new ConcurrentHashMap<>();

    PendingMembers(ConnectionAdmission peers, int maxPacket, long patienceNanos) {
        this.admission = peers;
        this.maxPacket = maxPacket;
        this.timeoutNanos = patienceNanos;
    }

    void onOpen(Channel channel) {
        // Not closed here: Hazelcast makes its connection only after this.
        boolean admitted = admission.admit();
        waiting.put(channel, new Waiting(System.nanoTime(), admitted));
        channel.addCloseListener(closed -> release(channel));
    }

    /** Whether the peer may go on: false if it was refused, as too many are not known yet. */
    boolean isAdmitted(Channel channel) {
        Waiting known = waiting.get(channel);
        if (known == null || known.admitted()) {
            return true;
        }
        refuse(channel, Refusal.CROWDED);
        return false;
    }

    /** Bytes of one packet at most: few before the handshake, which names the member that speaks. */
    int maxPacket(ServerConnection connection) {
        return connection.getRemoteUuid() == null ? ConnectionAdmission.UNIDENTIFIED_BYTES : maxPacket;
    }

    void refuse(Channel channel, Refusal reason) {
        ServerConnection connection = connection(channel);
        if (connection != null && connection.isAlive()) {
            admission.refused(reason, connection.getRemoteSocketAddress());
            connection.close("refused: " + reason, null);
        }
    }

    /** Closes those whose peer said nothing for too long. To be called every second or so. */
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
        Waiting known = waiting.remove(channel);
        if (known != null && known.admitted()) {
            admission.released();
        }
    }

    private static ServerConnection connection(Channel channel) {
        return (ServerConnection) channel.attributeMap().get(ServerConnection.class);
    }

    private record Waiting(long since, boolean admitted) {}
}
