package io.polyloop.cluster;

import static com.hazelcast.internal.networking.ChannelOption.DIRECT_BUF;
import static com.hazelcast.internal.networking.ChannelOption.SO_KEEPALIVE;
import static com.hazelcast.internal.networking.ChannelOption.SO_LINGER;
import static com.hazelcast.internal.networking.ChannelOption.SO_RCVBUF;
import static com.hazelcast.internal.networking.ChannelOption.SO_SNDBUF;
import static com.hazelcast.internal.networking.ChannelOption.TCP_NODELAY;

import com.hazelcast.instance.EndpointQualifier;
import com.hazelcast.instance.impl.DefaultNodeContext;
import com.hazelcast.instance.impl.DefaultNodeExtension;
import com.hazelcast.instance.impl.Node;
import com.hazelcast.instance.impl.NodeExtension;
import com.hazelcast.internal.networking.Channel;
import com.hazelcast.internal.networking.ChannelInitializer;
import com.hazelcast.internal.networking.InboundHandler;
import com.hazelcast.internal.server.ServerConnection;
import com.hazelcast.internal.server.ServerContext;
import com.hazelcast.internal.server.tcp.UnifiedProtocolEncoder;
import com.hazelcast.spi.properties.ClusterProperty;
import com.hazelcast.spi.properties.HazelcastProperties;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Limits the memory that a connection to Hazelcast's port can use. Hazelcast's decoder allocates any length that a packet
 * announces and has no setting for it; these internal types allow replacing it.
 */
final class BoundedNodeContext extends DefaultNodeContext {
    private static final long SWEEP_SECONDS = 1;

    private final PendingMembers connections;

    BoundedNodeContext(PendingMembers connections) {
        this.connections = connections;
    }

    @Override
    public NodeExtension createNodeExtension(Node node) {
        return new DefaultNodeExtension(node) {
            @Override
            @SuppressWarnings("rawtypes") // as it is declared
            public InboundHandler[] createInboundHandlers(
                    EndpointQualifier qualifier, ServerConnection connection, ServerContext context) {
                return new InboundHandler[] {
                    new BoundedPacketDecoder(connection, node.getNodeEngine().getPacketDispatcher(), connections)
                };
            }

            @Override
            public Function<EndpointQualifier, ChannelInitializer> createChannelInitializerFn(ServerContext context) {
                return qualifier -> channel -> open(channel, context);
            }

            @Override
            public void afterStart() {
                super.afterStart();
                node.getNodeEngine()
                        .getExecutionService()
                        .scheduleWithRepetition(
                                connections::closeExpired, SWEEP_SECONDS, SWEEP_SECONDS, TimeUnit.SECONDS);
            }
        };
    }

    private void open(Channel channel, ServerContext context) {
        configure(channel, context.properties());
        UnifiedProtocolEncoder encoder = new UnifiedProtocolEncoder(context);
        channel.outboundPipeline().addLast(encoder);
        channel.inboundPipeline().addLast(new MemberProtocolDecoder(context, encoder, connections));
        if (!channel.isClientMode()) {
            connections.onOpen(channel);
        }
    }

    private static void configure(Channel channel, HazelcastProperties properties) {
        channel.options()
                .setOption(DIRECT_BUF, properties.getBoolean(ClusterProperty.SOCKET_BUFFER_DIRECT))
                .setOption(TCP_NODELAY, properties.getBoolean(ClusterProperty.SOCKET_NO_DELAY))
                .setOption(SO_KEEPALIVE, properties.getBoolean(ClusterProperty.SOCKET_KEEP_ALIVE))
                .setOption(SO_LINGER, properties.getSeconds(ClusterProperty.SOCKET_LINGER_SECONDS))
                .setOption(
                        SO_SNDBUF,
                        properties.getInteger(ClusterProperty.SOCKET_SEND_BUFFER_SIZE) * ServerContext.KILO_BYTE)
                .setOption(
                        SO_RCVBUF,
                        properties.getInteger(ClusterProperty.SOCKET_RECEIVE_BUFFER_SIZE) * ServerContext.KILO_BYTE);
    }
}
