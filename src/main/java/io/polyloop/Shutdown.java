package io.polyloop;

import ch.qos.logback.classic.LoggerContext;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What SIGTERM runs: drains the node within its time, and ends the process with 0 if it did. */
final class Shutdown implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Shutdown.class);

    /** Beyond {@code drain.timeout}: for the log to be written. */
    private static final Duration LOG_FLUSH_TIME = Duration.ofSeconds(2);

    private final Vertx vertx;
    private final MainVerticle node;
    private final Duration timeout;
    private volatile ExitCode reason = ExitCode.DRAINED;

    Shutdown(Vertx vertx, MainVerticle node, Duration timeout) {
        this.vertx = vertx;
        this.node = node;
        this.timeout = timeout;
    }

    /**
     * Ends the process as SIGTERM does, but with {@code code} after a drain. Does not wait, as it is called by many.
     */
    void exit(ExitCode code) {
        reason = code;
        // The exit waits for the drain, and the drain for the event loop that may be calling this.
        new Thread(() -> System.exit(code.number()), "leave").start();
    }

    @Override
    public void run() {
        if (!node.started()) {
            // The start failed and its exit code stands, or it is not done and there is nobody to drain.
            return;
        }
        // A log that nobody reads from, or a lock that a stuck thread holds, could hold up this one too.
        CompletableFuture.delayedExecutor(timeout.plus(LOG_FLUSH_TIME).toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> Runtime.getRuntime().halt(code(false)));
        boolean drained = drain();
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext logging) {
            logging.stop();
        }
        // The JVM would end with 143 after SIGTERM, and an orchestrator would take a clean stop for a failure.
        Runtime.getRuntime().halt(code(drained));
    }

    private int code(boolean drained) {
        return (drained || reason != ExitCode.DRAINED ? reason : ExitCode.FAILED).number();
    }

    private boolean drain() {
        long start = System.nanoTime();
        try {
            node.drain()
                    .eventually(vertx::close)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            LOG.info("drained in {} ms", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
            return true;
        } catch (TimeoutException late) {
            LOG.warn("not drained within drain.timeout ({} ms): what is left is cut off", timeout.toMillis());
            return false;
        } catch (ExecutionException failed) {
            LOG.warn("not drained: {}", failed.getCause().getMessage());
            return false;
        } catch (InterruptedException ended) {
            return false;
        }
    }
}
