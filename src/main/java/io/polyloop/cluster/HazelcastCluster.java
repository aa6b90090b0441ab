package io.polyloop.cluster;

import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.instance.impl.HazelcastInstanceFactory;
import io.micrometer.core.instrument.MeterRegistry;
import io.polyloop.bus.NodeId;
import io.polyloop.config.ClusterSettings;
import io.polyloop.config.ClusterTls;
import io.polyloop.internals.BusTransport;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Configures Hazelcast, the cluster manager, from the settings. */
public final class HazelcastCluster {
    /** The member attribute in which Vert.x keeps the id of its node. */
    private static final String NODE_ID = "__vertx.nodeId";

    private static final Logger LOG = LoggerFactory.getLogger(HazelcastCluster.class);

    private HazelcastCluster() {}

    /**
     * Creates a Vert.x instance that joins the cluster, and leaves it when it closes. Joining takes seconds and blocks:
     * do not call this on an event loop. If a port is in use, fails with the system's error.
     *
     * @param options its event bus options are replaced
     * @param guarded whether the event bus accepts only nodes of the cluster; this needs internals of Vert.x
     */
    public static Future<Vertx> join(
            VertxBuilder builder,
            VertxOptions options,
            ClusterSettings settings,
            boolean guarded,
            MeterRegistry registry) {
        try {
            settings.tls().ifPresent(tls -> CertificateExpiry.register(registry, tls));
            ClusterManager members = members(settings, registry);
            builder.with(options.setEventBusOptions(bus(settings))).withClusterManager(members);
            if (guarded) {
                builder.withTransport(transport(settings, members, registry));
            } else {
                LOG.warn("with vertx.internals: false any peer that reaches cluster.bus-port is trusted and may send"
                        + " messages of any size; use cluster.tls and a firewall");
            }
            return builder.buildClustered().onSuccess(vertx -> {
                new Membership(members).store(vertx);
                NodeId.set(vertx, members.getNodeId());
            });
        } catch (RuntimeException failed) {
            return Future.failedFuture(failed);
        }
    }

    private static ClusterManager members(ClusterSettings settings, MeterRegistry registry) {
        ConnectionAdmission admission = new ConnectionAdmission("cluster.port", settings.maxUnidentified(), registry);
        PendingMembers connections = new PendingMembers(
                admission, settings.maxFrame(), settings.deadAfter().toNanos());
        return new EmbeddedClusterManager(HazelcastInstanceFactory.newHazelcastInstance(
                config(settings), null, new BoundedNodeContext(connections)));
    }

    /** A transport that lets only nodes of the cluster connect to the event bus. */
    private static Transport transport(ClusterSettings settings, ClusterManager members, MeterRegistry registry) {
        ConnectionAdmission admission =
                new ConnectionAdmission("cluster.bus-port", settings.maxUnidentified(), registry);
        return BusTransport.guarded(
                admission,
                node -> members.getNodes().contains(node),
                settings.maxFrame(),
                settings.deadAfter().toMillis());
    }

    private static Config config(ClusterSettings settings) {
        System.setProperty("hazelcast.logging.type", "slf4j");
        Config config = ConfigUtil.loadConfig();
        config.setClusterName(settings.name());
        // By default Hazelcast detects a dead node after a minute and merges a split cluster after more than three.
        config.setProperty("hazelcast.phone.home.enabled", "false")
                .setProperty("hazelcast.shutdownhook.enabled", "false")
                // By default it listens on every address of the machine, regardless of cluster.host.
                .setProperty("hazelcast.socket.bind.any", "false")
                // By default a new node waits five seconds for others to join with it.
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

    /** The event bus between nodes. The address is explicit: one that Vert.x guesses may be unreachable for others. */
    private static EventBusOptions bus(ClusterSettings settings) {
        int deadAfter = (int) settings.deadAfter().toMillis();
        EventBusOptions bus = new EventBusOptions()
                .setHost(settings.host())
                .setPort(settings.busPort())
                .setClusterPublicHost(settings.host())
                // On a cut network TCP retransmits less and less often, down to every two minutes, and close() waits
                // for
                // unsent data: nodes stayed disconnected long after the network had recovered.
                .setTcpUserTimeout(deadAfter)
                .setConnectTimeout(deadAfter);
        settings.tls().ifPresent(tls -> secure(bus, tls));
        return bus;
    }

    /** Mutual TLS: a peer without a certificate of the same CA can neither receive nor send. */
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
            // In this mode the Kubernetes plug-in uses DNS only, not the Kubernetes API.
            join.getKubernetesConfig()
                    .setEnabled(true)
                    .setProperty("service-dns", settings.dns())
                    .setProperty("service-port", Integer.toString(settings.port()));
        }
    }
}
