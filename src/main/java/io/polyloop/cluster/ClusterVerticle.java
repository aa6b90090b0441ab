package io.polyloop.cluster;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.polyloop.bus.Addresses;
import io.polyloop.config.ClusterSettings;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.json.JsonObject;
import io.vertx.core.spi.cluster.ClusterManager;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens whether the event bus reaches the other nodes, by a beat that each of them sends. A node that was in touch
 * and is cut off for {@code cluster.isolation-timeout} is told to leave: its orchestrator starts it anew, and
 * that mends what waiting did not. Until then its subscribers get what is committed from the journal. Deployed once.
 */
public final class ClusterVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterVerticle.class);

    private final ClusterSettings settings;
    private final MeterRegistry registry;
    private final Runnable exit;
    // event loop only
    private final PeerMonitor monitor;
    private final PeerDifferences differences;
    private final IsolationDetector isolation;
    private MessageConsumer<JsonObject> heartbeats;
    private long timer;
    private ClusterManager manager;
    private volatile ClusterState state = ClusterState.UNKNOWN;
    private volatile Map<String, String> reportedDifferences = Map.of();

    /**
     * @param history the epoch of this node's journal, empty while it is not known; called on the event loop
     * @param shared the settings that all nodes have to agree in
     * @param leave called once when this node is isolated; it must not block
     */
    public ClusterVerticle(
            ClusterSettings settings,
            Supplier<String> history,
            Map<String, String> shared,
            MeterRegistry registry,
            Runnable leave) {
        this.settings = settings;
        this.registry = registry;
        this.exit = leave;
        this.monitor = new PeerMonitor(
                ClusterVerticle::now,
                settings.beat().toMillis(),
                settings.deadAfter().toMillis());
        this.differences = new PeerDifferences(() -> new NodeIdentity(history.get(), NodeIdentity.CONTRACT, shared));
        this.isolation = new IsolationDetector(
                ClusterVerticle::now, settings.isolationTimeout().toMillis());
    }

    /** How things stood at the last beat. Safe for all threads. */
    public ClusterState state() {
        return state;
    }

    /** What {@code /readyz} shows of the cluster, with the settings in which other nodes differ. On an event loop. */
    public JsonObject healthData() {
        return reportedDifferences.isEmpty()
                ? state.json()
                : state.json().put("differences", new JsonObject(new TreeMap<>(reportedDifferences)));
    }

    @Override
    public Future<?> start() {
        manager = ((VertxInternal) vertx).clusterManager();
        Gauge.builder("polyloop.cluster.members", () -> state.members().size())
                .description("nodes that the cluster manager sees, this one among them")
                .register(registry);
        Gauge.builder("polyloop.cluster.heard", () -> state.reachable().size())
                .description("nodes whose beat comes over the event bus, this one among them")
                .register(registry);
        heartbeats = vertx.eventBus().consumer(Addresses.NODE_BEAT, beat -> onHeartbeat(Heartbeat.of(beat.body())));
        return heartbeats
                .completion()
                .onSuccess(v -> timer = vertx.setPeriodic(0, settings.beat().toMillis(), tick -> heartbeat()));
    }

    /** Says farewell, so that nobody waits for the beats of a node that drains. */
    @Override
    public Future<?> stop() {
        vertx.cancelTimer(timer);
        return heartbeats.unregister().onComplete(unregistered -> publish(true));
    }

    private void onHeartbeat(Heartbeat beat) {
        if (beat.leaving()) {
            differences.forget(beat.node());
            monitor.onHeartbeat(beat);
        } else if (differences.isForeign(beat.node(), beat.identity())) {
            monitor.onForeignHeartbeat(beat.node());
        } else {
            monitor.onHeartbeat(beat);
        }
    }

    private void heartbeat() {
        Set<String> members = Set.copyOf(manager.getNodes());
        state = monitor.state(members, settings.minimum());
        differences.retain(members);
        reportedDifferences = differences.differences();
        publish(false);
        if (state.isConnected()) {
            monitor.forgetLost();
        }
        switch (isolation.update(state)) {
            case PARTITIONED -> LOG.warn("out of touch: {}", state);
            case ISOLATED -> {
                LOG.error("isolated for longer than cluster.isolation-timeout, so this node leaves: {}", state);
                exit.run();
            }
            default -> {}
        }
    }

    private void publish(boolean leaves) {
        Heartbeat beat = new Heartbeat(manager.getNodeId(), leaves, state.reachable(), differences.own());
        vertx.eventBus().publish(Addresses.NODE_BEAT, beat.json());
    }

    private static long now() {
        return System.nanoTime() / 1_000_000;
    }
}
