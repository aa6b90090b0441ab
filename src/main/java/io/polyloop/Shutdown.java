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

/** The shutdown hook: drains the node within {@code drain.timeout} and halts the process with its exit code. */
final class Shutdown implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Shutdown.class);

    /** Added to {@code drain.timeout}, to write the log. */
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
     * Drains and exits as SIGTERM does, but with {@code code}. Does not block; any thread may call it.
     */
    void exit(ExitCode code) {
        reason = code;
        // System.exit() waits for the drain, and the drain can wait for the event loop that calls this.
        new Thread(() -> System.exit(code.number()), "exit").start();
    }

    @Override
    public void run() {
        if (!node.started()) {
            // The start failed, so its exit code stands; or it is not complete, so there is nothing to drain.
            return;
        }
        // A full pipe behind standard output, or a lock held by a stuck thread, can block this thread too.
        CompletableFuture.delayedExecutor(timeout.plus(LOG_FLUSH_TIME).toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> Runtime.getRuntime().halt(code(false)));
        boolean drained = drain();
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext logging) {
            logging.stop();
        }
        // After SIGTERM the JVM would exit with 143, which an orchestrator reports as a failure.
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
            LOG.warn("not drained within drain.timeout ({} ms); terminating what is left", timeout.toMillis());
            return false;
        } catch (ExecutionException failed) {
            LOG.warn("not drained: {}", failed.getCause().getMessage());
            return false;
        } catch (InterruptedException ended) {
            return false;
        }
    }
}
