package io.polyloop.cluster;

import com.hazelcast.internal.networking.HandlerStatus;
import com.hazelcast.internal.nio.Protocols;
import com.hazelcast.internal.server.ServerContext;
import com.hazelcast.internal.server.tcp.UnifiedProtocolDecoder;
import com.hazelcast.internal.server.tcp.UnifiedProtocolEncoder;
import io.polyloop.internals.PeerAdmission.Refusal;
import java.nio.charset.StandardCharsets;

/**
 * Accepts only members on the member port: Hazelcast would also serve its clients there, and it logs a stack trace for
 * any other protocol. On an I/O thread of Hazelcast.
 */
final class MemberProtocolDecoder extends UnifiedProtocolDecoder {
    private static final byte[] MEMBER = Protocols.CLUSTER.getBytes(StandardCharsets.US_ASCII);

    private final PendingMembers connections;

    MemberProtocolDecoder(ServerContext context, UnifiedProtocolEncoder encoder, PendingMembers connections) {
        super(context, encoder);
        this.connections = connections;
    }

    @Override
    public HandlerStatus onRead() throws Exception {
        if (!connections.isAdmitted(channel)) {
            src.clear();
            return HandlerStatus.CLEAN;
        }
        for (int i = 0; i < Math.min(src.position(), MEMBER.length); i++) {
            if (src.get(i) != MEMBER[i]) {
                src.clear();
                connections.refuse(channel, Refusal.PROTOCOL);
                return HandlerStatus.CLEAN;
            }
        }
        return super.onRead();
    }
}
