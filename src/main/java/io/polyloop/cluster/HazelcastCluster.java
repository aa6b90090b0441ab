package io.polyloop.cluster;

import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.instance.impl.HazelcastInstanceFactory;
import io.micrometer.core.instrument.MeterRegistry;
import io.polyloop.config.ClusterSettings;
import io.polyloop.config.ClusterTls;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.spi.cluster.ClusterManager;
import io.vertx.core.transport.Transport;
import io.vertx.spi.cluster.hazelcast.ConfigUtil;
import java.time.Duration;
import java.util.UUID;

/** How nodes find each other, from the settings: nobody has to learn Hazelcast's own configuration. */
public final class HazelcastCluster {
    /** Where Vert.x looks for the id of its node among what Hazelcast knows of a member. */
    private static final String NODE_ID = "__vertx.nodeId";

    private HazelcastCluster() {}

    /**
     * Makes a Vert.x that is a node of the cluster, and leaves it when it closes. Joining takes seconds and blocks the
     * caller, so never call this on an event loop. Fails with what the system said of a port that is taken.
     *
     * @param options with those of the event bus replaced
     */
    public static Future<Vertx> join(
            VertxBuilder builder, VertxOptions options, ClusterSettings settings, MeterRegistry registry) {
        try {
            ClusterManager members = members(settings, registry);
            return builder.with(options.setEventBusOptions(bus(settings)))
                    .withTransport(transport(settings, members, registry))
                    .withClusterManager(members)
                    .buildClustered();
        } catch (RuntimeException failed) {
            return Future.failedFuture(failed);
        }
    }

    private static ClusterManager members(ClusterSettings settings, MeterRegistry registry) {
        ConnectionAdmission peers = new ConnectionAdmission("cluster.port", settings.maxUnidentified(), registry);
        PendingMembers connections = new PendingMembers(
                peers, settings.maxFrame(), settings.deadAfter().toNanos());
        return new EmbeddedClusterManager(HazelcastInstanceFactory.newHazelcastInstance(
                config(settings), null, new BoundedNodeContext(connections)));
    }

    /** The transport lets only nodes of the cluster speak on the event bus. */
    private static Transport transport(ClusterSettings settings, ClusterManager members, MeterRegistry registry) {
        ConnectionAdmission peers = new ConnectionAdmission("cluster.bus-port", settings.maxUnidentified(), registry);
        return BusTransport.guardedBy(() -> new BusGuard(
                peers,
                node -> members.getNodes().contains(node),
                settings.maxFrame(),
                settings.deadAfter().toMillis()));
    }

    private static Config config(ClusterSettings settings) {
        System.setProperty("hazelcast.logging.type", "slf4j");
        Config config = ConfigUtil.loadConfig();
        config.setClusterName(settings.name());
        // Its defaults notice a dead node after a minute and heal a cut network after more than three.
        config.setProperty("hazelcast.phone.home.enabled", "false")
                .setProperty("hazelcast.shutdownhook.enabled", "false")
                // By itself it listens on every address of the machine, whatever cluster.host says.
                .setProperty("hazelcast.socket.bind.any", "false")
                // A cluster would let each newcomer wait for five seconds, in case others come with it.
                .setProperty("hazelcast.wait.seconds.before.join", "0")
                .setProperty("hazelcast.heartbeat.interval.seconds", seconds(settings.heartbeat()))
                .setProperty("hazelcast.max.no.heartbeat.seconds", seconds(settings.deadAfter()))
                .setProperty("hazelcast.merge.first.run.delay.seconds", seconds(settings.mergeInterval()))
                .setProperty("hazelcast.merge.next.run.delay.seconds", seconds(settings.mergeInterval()));
        config.getNetworkConfig().setPort(settings.port()).setPortAutoIncrement(false);
        config.getNetworkConfig().setPublicAddress(settings.host() + ":" + settings.port());
        config.getNetworkConfig().getInterfaces().setEnabled(true).addInterface(settings.host());
        join(config.getNetworkConfig().getJoin(), settings);
        config.getMemberAttributeConfig()
                .setAttribute(NODE_ID, UUID.randomUUID().toString());
        return config;
    }

    /** The event bus between the nodes; its address is given, as a guess may be one that others cannot reach. */
    private static EventBusOptions bus(ClusterSettings settings) {
        int deadAfter = (int) settings.deadAfter().toMillis();
        EventBusOptions bus = new EventBusOptions()
                .setHost(settings.host())
                .setPort(settings.busPort())
                .setClusterPublicHost(settings.host())
                // Cut off, TCP tries again ever more seldom, up to every two minutes; close() waits for what is unsent.
                // So nodes did not hear each other for long after the network was whole again.
                .setTcpUserTimeout(deadAfter)
                .setConnectTimeout(deadAfter);
        settings.tls().ifPresent(tls -> secure(bus, tls));
        return bus;
    }

    /** Both sides show a certificate of the same authority: who has none neither hears nor speaks. */
    private static void secure(EventBusOptions bus, ClusterTls tls) {
        bus.setSsl(true)
                .setKeyCertOptions(new PemKeyCertOptions()
                        .addCertPath(tls.cert().toString())
                        .addKeyPath(tls.key().toString()))
                .setTrustOptions(new PemTrustOptions().addCertPath(tls.ca().toString()))
                .setTrustAll(false)
                .setClientAuth(ClientAuth.REQUIRED);
    }

    private static String seconds(Duration duration) {
        return Long.toString(duration.toSeconds());
    }

    private static void join(JoinConfig join, ClusterSettings settings) {
        join.getMulticastConfig().setEnabled(false);
        join.getAutoDetectionConfig().setEnabled(false);
        if (settings.dns().isEmpty()) {
            join.getTcpIpConfig().setEnabled(true).addMember(settings.host() + ":" + settings.port());
            settings.seeds().forEach(join.getTcpIpConfig()::addMember);
        } else {
            // The plug-in for Kubernetes, which in this mode asks the name server alone and no API.
            join.getKubernetesConfig()
                    .setEnabled(true)
                    .setProperty("service-dns", settings.dns())
                    .setProperty("service-port", Integer.toString(settings.port()));
        }
    }
}
