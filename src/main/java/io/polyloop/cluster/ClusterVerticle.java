package io.polyloop.cluster;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.polyloop.bus.Addresses;
import io.polyloop.config.ClusterSettings;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.json.JsonObject;
import io.vertx.core.spi.cluster.ClusterManager;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens whether the event bus reaches the other nodes, by a beat that each of them sends. A node that was in touch
 * and is not any more for {@code cluster.isolation-timeout} is told to leave: its orchestrator starts it anew, and
 * that mends what waiting did not. Until then its subscribers get what is committed from the journal. Deployed once.
 */
public final class ClusterVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterVerticle.class);

    private final ClusterSettings settings;
    private final MeterRegistry registry;
    private final Runnable leave;
    private final Heard heard;
    private ClusterManager manager;
    private volatile ClusterState state = ClusterState.UNKNOWN;
    // event loop only
    private long outOfTouchSince;
    private boolean wasInTouch;

    /** @param leave called once when this node is isolated; it must not block */
    public ClusterVerticle(ClusterSettings settings, MeterRegistry registry, Runnable leave) {
        this.settings = settings;
        this.registry = registry;
        this.leave = leave;
        this.heard = new Heard(ClusterVerticle::now, settings.beat().toMillis());
    }

    /** How things stood at the last beat. Safe for all threads. */
    public ClusterState state() {
        return state;
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
        return vertx.eventBus()
                .<JsonObject>consumer(Addresses.NODE_BEAT, beat -> hear(beat.body()))
                .completion()
                .onSuccess(v -> vertx.setPeriodic(0, settings.beat().toMillis(), tick -> beat()));
    }

    /** Says farewell, so that nobody waits for the beats of a node that drains. */
    @Override
    public Future<?> stop() {
        publish(true);
        return Future.succeededFuture();
    }

    private void hear(JsonObject beat) {
        if (beat.getBoolean("leaves")) {
            heard.left(beat.getString("node"));
        } else {
            heard.beat(beat.getString("node"));
        }
    }

    private void beat() {
        publish(false);
        Set<String> members = Set.copyOf(manager.getNodes());
        state = new ClusterState(members, heard.now(), heard.missing(members), settings.minimum());
        if (state.inTouch()) {
            wasInTouch = true;
            outOfTouchSince = 0;
        } else if (wasInTouch) {
            outOfTouch();
        }
    }

    private void outOfTouch() {
        if (outOfTouchSince == 0) {
            outOfTouchSince = now();
            LOG.warn("out of touch: {}", state);
        } else if (now() - outOfTouchSince > settings.isolationTimeout().toMillis()) {
            LOG.error("isolated for longer than cluster.isolation-timeout, so this node leaves: {}", state);
            wasInTouch = false;
            leave.run();
        }
    }

    private void publish(boolean leaves) {
        vertx.eventBus().publish(Addresses.NODE_BEAT, JsonObject.of("node", manager.getNodeId(), "leaves", leaves));
    }

    private static long now() {
        return System.nanoTime() / 1_000_000;
    }
}
