package io.polyloop.ops;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.polyloop.auth.AuthServices;
import io.polyloop.config.LogSettings;
import io.polyloop.config.ManagementSettings;
import io.polyloop.config.OpsSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;

/**
 * Probes, metrics and the stuck loop detector, on a separate Vert.x instance with one event loop: they work while the
 * event loops of the node do not.
 */
public final class Management {
    /** Scrapes, and reads of the token file, use a worker. */
    private static final int WORKERS = 1;

    private final Vertx vertx;
    private final Health health = new Health();
    private final StuckLoopDetector loops;
    private volatile int port;

    /** @param onStuck runs once when an event loop is stuck; must not block */
    public Management(OpsSettings settings, Runnable onStuck) {
        loops = new StuckLoopDetector(settings.stuckAfter(), onStuck);
        vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(WORKERS)
                .setInternalBlockingPoolSize(WORKERS)
                .setPreferNativeTransport(true)
                // Otherwise each start leaves a directory behind in the temporary directory.
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        health.addLiveness("event-loop", loops::isHealthy, loops::healthData);
    }

    public Health health() {
        return health;
    }

    public StuckLoopDetector loops() {
        return loops;
    }

    /**
     * Completes when the server listens.
     *
     * @param auth for administration; its store may belong to another Vert.x instance
     */
    public Future<Void> listen(
            ManagementSettings settings, LogSettings log, PrometheusMeterRegistry registry, AuthServices auth) {
        scheduleCheck();
        return vertx.deployVerticle(
                        new ManagementVerticle(settings, health, registry, auth, log, bound -> port = bound))
                .mapEmpty();
    }

    /** The port of the server. */
    public int port() {
        return port;
    }

    /** For tasks that must run even if all event loops of the node are stuck. */
    public Vertx vertx() {
        return vertx;
    }

    public Future<Void> close() {
        return vertx.close();
    }

    // Not periodic: after a pause of the process, all missed checks would run at once.
    private void scheduleCheck() {
        vertx.setTimer(StuckLoopDetector.PERIOD_MS, timer -> {
            loops.check();
            scheduleCheck();
        });
    }
}
