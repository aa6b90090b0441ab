package io.polyloop.polyglot;

import io.micrometer.core.instrument.MeterRegistry;
import io.polyloop.internals.VertxInternals;
import io.polyloop.internals.WorkerContexts;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.spi.VerticleFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The scripts of a node, each with its {@link Supervisor}. */
public final class Supervisors {
    private static final Logger LOG = LoggerFactory.getLogger(Supervisors.class);

    private final Vertx vertx;
    private final ScriptSettings settings;
    private final MeterRegistry registry;
    private final Runnable tooManyStuck;
    private final WorkerContexts threads;
    private final AtomicInteger abandonedThreads = new AtomicInteger();
    private final List<Supervisor> supervisors = new CopyOnWriteArrayList<>();

    /** @param tooManyStuck runs on any thread when {@code scripts.max-stuck} threads are abandoned; must not block */
    public Supervisors(Vertx vertx, ScriptSettings settings, MeterRegistry registry, Runnable tooManyStuck) {
        this.tooManyStuck = tooManyStuck;
        this.vertx = vertx;
        this.threads = VertxInternals.enabled(vertx) ? new WorkerContexts("polyloop-script-") : null;
        this.settings = settings;
        this.registry = registry;
    }

    /** Deploys a script under a supervisor and returns the supervisor's deployment id. Fails if the script cannot start. */
    public Future<String> deploy(String name, VerticleFactory factory, DeploymentOptions options) {
        ScriptMeters meters = new ScriptMeters(registry, factory.prefix(), name);
        Supervisor supervisor =
                new Supervisor(name, factory, options, settings, meters, threads, this::threadAbandoned);
        supervisors.add(supervisor);
        return vertx.deployVerticle(supervisor);
    }

    /**
     * Limits the undeployment of all scripts: {@code share} from now, it stops waiting for handlers, start() and stop().
     * Call it before the scripts are undeployed.
     */
    public void limitUndeployment(Duration share) {
        // Not a timer of Vert.x: a script may block its event loop.
        CompletableFuture.delayedExecutor(share.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> supervisors.forEach(Supervisor::abandonUndeployment));
    }

    private void threadAbandoned() {
        int threads = abandonedThreads.incrementAndGet();
        LOG.error("abandoned script threads: {} (scripts.max-stuck is {})", threads, settings.maxStuck());
        if (threads == settings.maxStuck()) {
            tooManyStuck.run();
        }
    }

    /**
     * The states of all scripts, {@code {verticles: […]}}, and the number of abandoned threads if there are any. Safe to
     * call from any thread.
     */
    public JsonObject state() {
        JsonArray states = new JsonArray();
        supervisors.forEach(supervisor -> states.add(supervisor.state()));
        JsonObject state = JsonObject.of("verticles", states);
        return abandonedThreads.get() == 0 ? state : state.put("abandonedThreads", abandonedThreads.get());
    }
}
