package io.polyloop.cluster;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.polyloop.bus.Addresses;
import io.polyloop.config.ClusterSettings;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonObject;
import io.vertx.core.spi.cluster.ClusterManager;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes heartbeats on the event bus and monitors those of the other nodes. A node that was connected and is cut off
 * for {@code cluster.isolation-timeout} exits, so that its orchestrator restarts it: by then waiting has not helped.
 * Until then its subscribers get committed messages from the journal. Deployed once.
 */
public final class ClusterVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterVerticle.class);

    private final ClusterSettings settings;
    private final MeterRegistry registry;
    private final LiveLoad load;
    private final Runnable exit;
    // event loop only
    private final PeerMonitor monitor;
    private final PeerDifferences differences;
    private final IsolationDetector isolation;
    private final Rebalance rebalance;
    private MessageConsumer<JsonObject> heartbeats;
    private long timer;
    private ClusterManager manager;
    private volatile ClusterState state = ClusterState.UNKNOWN;
    private volatile double meanConnections = Double.NaN;
    private volatile Map<String, String> reportedDifferences = Map.of();

    /**
     * @param epoch the epoch of this node's journal, empty while it is unknown; called on the event loop
     * @param shared the settings that must be equal on all nodes
     * @param load the live connections; their number goes to the other nodes, of which some may rebalance
     * @param exit called once when this node is isolated; must not block
     */
    public ClusterVerticle(
            ClusterSettings settings,
            Supplier<String> epoch,
            Map<String, String> shared,
            MeterRegistry registry,
            LiveLoad load,
            Runnable exit) {
        this.settings = settings;
        this.registry = registry;
        this.load = load;
        this.exit = exit;
        this.rebalance = new Rebalance(settings.rebalance(), ClusterVerticle::now);
        this.monitor = new PeerMonitor(
                ClusterVerticle::now,
                settings.beat().toMillis(),
                settings.deadAfter().toMillis());
        this.differences = new PeerDifferences(() -> NodeIdentity.own(epoch.get(), shared));
        this.isolation = new IsolationDetector(
                ClusterVerticle::now, settings.isolationTimeout().toMillis());
    }

    /** The state at the last heartbeat. Thread-safe. */
    public ClusterState state() {
        return state;
    }

    /** The data of the health check {@code cluster}, with the differences of other nodes. Thread-safe. */
    public JsonObject healthData() {
        return reportedDifferences.isEmpty()
                ? state.json()
                : state.json().put("differences", new JsonObject(new TreeMap<>(reportedDifferences)));
    }

    @Override
    public Future<?> start() {
        manager = Membership.managerOf(vertx);
        Gauge.builder("polyloop.cluster.members", () -> state.members().size())
                .description("members according to the cluster manager, including this node")
                .register(registry);
        Gauge.builder("polyloop.cluster.heard", () -> state.reachable().size())
                .description("nodes whose heartbeats arrive over the event bus, including this node")
                .register(registry);
        Gauge.builder("polyloop.cluster.connections.mean", () -> meanConnections)
                .description("live connections of a node, on average; NaN while the count of one is not known")
                .register(registry);
        heartbeats =
                vertx.eventBus().consumer(Addresses.NODE_BEAT, message -> onHeartbeat(Heartbeat.of(message.body())));
        return heartbeats
                .completion()
                .onSuccess(v -> timer = vertx.setPeriodic(0, settings.beat().toMillis(), tick -> heartbeat()));
    }

    /** Publishes a last heartbeat, so that no node waits for one while this node drains. */
    @Override
    public Future<?> stop() {
        vertx.cancelTimer(timer);
        return heartbeats.unregister().onComplete(unregistered -> publish(true));
    }

    private void onHeartbeat(Heartbeat heartbeat) {
        if (heartbeat.leaving()) {
            differences.forget(heartbeat.node());
            monitor.onHeartbeat(heartbeat);
        } else if (differences.isForeign(heartbeat.node(), heartbeat.identity())) {
            monitor.onForeignHeartbeat(heartbeat.node());
        } else {
            monitor.onHeartbeat(heartbeat);
        }
    }

    private void heartbeat() {
        Set<String> members = Set.copyOf(manager.getNodes());
        state = monitor.state(members, settings.minimum());
        differences.retain(members);
        reportedDifferences = differences.differences();
        publish(false);
        rebalance(members);
        if (state.isConnected()) {
            monitor.forgetLost();
        }
        switch (isolation.update(state)) {
            case PARTITIONED -> LOG.warn("cut off from other nodes: {}", state);
            case ISOLATED -> {
                LOG.error("isolated for longer than cluster.isolation-timeout; exiting to be restarted: {}", state);
                exit.run();
            }
            default -> {}
        }
    }

    private void rebalance(Set<String> members) {
        Map<String, Integer> counts = monitor.connections(members);
        String own = manager.getNodeId();
        OptionalInt here = load.connections();
        if (here.isEmpty() || !counts.containsKey(own)) {
            counts = Map.of();
        } else {
            counts.put(own, here.getAsInt());
        }
        meanConnections = Rebalance.mean(counts).orElse(Double.NaN);
        int away = rebalance.update(own, counts);
        if (away > 0) {
            load.sendAway(away);
        }
    }

    private void publish(boolean leaving) {
        Heartbeat heartbeat =
                new Heartbeat(manager.getNodeId(), leaving, state.reachable(), differences.own(), load.connections());
        vertx.eventBus().publish(Addresses.NODE_BEAT, heartbeat.json());
    }

    private static long now() {
        return System.nanoTime() / 1_000_000;
    }
}
