package io.polyloop.ops;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.polyloop.config.ManagementSettings;
import io.polyloop.config.OpsSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;

/**
 * What answers while the node's event loops may not: probes, metrics, and the watch over those loops, on a Vert.x of
 * its own with one event loop.
 */
public final class Management {
    /** Scrapes run one at a time, and nothing here uses the file system. */
    private static final int WORKERS = 1;

    private final Vertx vertx;
    private final Health health = new Health();
    private final StuckLoopDetector loops;
    private volatile int port;

    /** @param stuck is run once if an event loop is stuck; it must not block */
    public Management(OpsSettings settings, Runnable stuck) {
        loops = new StuckLoopDetector(settings.stuckAfter(), stuck);
        vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(WORKERS)
                .setInternalBlockingPoolSize(WORKERS)
                .setPreferNativeTransport(true)
                // Without it each start leaves a folder behind in the directory for temporary files.
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

    /** Done when the server listens. */
    public Future<Void> listen(ManagementSettings settings, PrometheusMeterRegistry registry) {
        scheduleCheck();
        return vertx.deployVerticle(new ManagementVerticle(settings, health, registry, bound -> port = bound))
                .mapEmpty();
    }

    /** The port of the server. */
    public int port() {
        return port;
    }

    /** For what has to happen even if all event loops of the node are stuck. */
    public Vertx vertx() {
        return vertx;
    }

    public Future<Void> close() {
        return vertx.close();
    }

    // Not periodic: after a pause of the whole process, all rounds that were missed would run at once.
    private void scheduleCheck() {
        vertx.setTimer(StuckLoopDetector.PERIOD_MS, timer -> {
            loops.check();
            scheduleCheck();
        });
    }
}
