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
    private final Runnable leave;
    // event loop only
    private final Heard heard;
    private final Peers peers;
    private final Isolation isolation;
    private MessageConsumer<JsonObject> beats;
    private long timer;
    private ClusterManager manager;
    private volatile ClusterState state = ClusterState.UNKNOWN;
    private volatile Map<String, String> differences = Map.of();

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
        this.leave = leave;
        this.heard = new Heard(
                ClusterVerticle::now,
                settings.beat().toMillis(),
                settings.deadAfter().toMillis());
        this.peers = new Peers(() -> new Identity(history.get(), Identity.CONTRACT, shared));
        this.isolation =
                new Isolation(ClusterVerticle::now, settings.isolationTimeout().toMillis());
    }

    /** How things stood at the last beat. Safe for all threads. */
    public ClusterState state() {
        return state;
    }

    /** What {@code /readyz} shows of the cluster, with the settings in which other nodes differ. On an event loop. */
    public JsonObject report() {
        return differences.isEmpty()
                ? state.json()
                : state.json().put("differences", new JsonObject(new TreeMap<>(differences)));
    }

    @Override
    public Future<?> start() {
        manager = ((VertxInternal) vertx).clusterManager();
        Gauge.builder("polyloop.cluster.members", () -> state.members().size())
                .description("nodes that the cluster manager sees, this one among them")
                .register(registry);
        Gauge.builder("polyloop.cluster.heard", () -> state.heard().size())
                .description("nodes whose beat comes over the event bus, this one among them")
                .register(registry);
        beats = vertx.eventBus().consumer(Addresses.NODE_BEAT, beat -> hear(Beat.of(beat.body())));
        return beats.completion()
                .onSuccess(v -> timer = vertx.setPeriodic(0, settings.beat().toMillis(), tick -> beat()));
    }

    /** Says farewell, so that nobody waits for the beats of a node that drains. */
    @Override
    public Future<?> stop() {
        vertx.cancelTimer(timer);
        return beats.unregister().onComplete(unregistered -> publish(true));
    }

    private void hear(Beat beat) {
        if (beat.leaves()) {
            peers.forget(beat.node());
            heard.hear(beat);
        } else if (peers.isForeign(beat.node(), beat.identity())) {
            heard.hearForeign(beat.node());
        } else {
            heard.hear(beat);
        }
    }

    private void beat() {
        Set<String> members = Set.copyOf(manager.getNodes());
        state = heard.state(members, settings.minimum());
        peers.keepOnly(members);
        differences = peers.differences();
        publish(false);
        if (state.inTouch()) {
            heard.goOnWithoutTheLost();
        }
        switch (isolation.watch(state)) {
            case BEGINS -> LOG.warn("out of touch: {}", state);
            case LASTS_TOO_LONG -> {
                LOG.error("isolated for longer than cluster.isolation-timeout, so this node leaves: {}", state);
                leave.run();
            }
            default -> {}
        }
    }

    private void publish(boolean leaves) {
        Beat beat = new Beat(manager.getNodeId(), leaves, state.heard(), peers.own());
        vertx.eventBus().publish(Addresses.NODE_BEAT, beat.json());
    }

    private static long now() {
        return System.nanoTime() / 1_000_000;
    }
}
