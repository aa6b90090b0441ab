package io.polyloop.cluster;

import com.hazelcast.internal.networking.HandlerStatus;
import com.hazelcast.internal.nio.Packet;
import com.hazelcast.internal.server.ServerConnection;
import com.hazelcast.internal.server.tcp.PacketDecoder;
import io.polyloop.internals.FrameLengths;
import io.polyloop.internals.PeerAdmission.Refusal;
import java.util.function.Consumer;

/**
 * Decodes the packets of one Hazelcast connection and closes it when a packet is too large. {@code PacketIOHelper} would
 * allocate the announced length at once. On an I/O thread of Hazelcast.
 */
final class BoundedPacketDecoder extends PacketDecoder {
    /** The offset of the payload's length: after version, flags and partition. */
    private static final int LENGTH_INDEX = Byte.BYTES + Short.BYTES + Integer.BYTES;

    private static final int HEADER = LENGTH_INDEX + Integer.BYTES;

    private final PendingMembers connections;
    private final FrameLengths lengths = new FrameLengths(HEADER, LENGTH_INDEX);

    BoundedPacketDecoder(ServerConnection connection, Consumer<Packet> packets, PendingMembers connections) {
        super(connection, packets);
        this.connections = connections;
    }

    @Override
    public HandlerStatus onRead() throws Exception {
        int max = connections.maxPacket(connection);
        if (lengths.within(src.position(), max, src::getInt) != FrameLengths.TOO_LARGE) {
            return super.onRead();
        }
        src.clear();
        connections.refuse(channel, Refusal.TOO_LARGE);
        return HandlerStatus.CLEAN;
    }
}
