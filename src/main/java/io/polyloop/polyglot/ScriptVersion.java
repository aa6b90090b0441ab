package io.polyloop.polyglot;

import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A script with its files as they were when they were read; reports the state of its instances. */
final class ScriptVersion implements InstanceListener {
    private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);

    private final String name;
    private final ScriptStatus status;
    private final ScriptMeters meters;
    private final Consumer<ScriptVersion> failedTooOften;
    private final Consumer<ScriptVersion> threadAbandoned;
    private final WatchedFiles files = new WatchedFiles();

    /**
     * @param name of the script, for the log
     * @param failedTooOften is called on any thread, as is the next
     */
    ScriptVersion(
            String name,
            ScriptStatus status,
            ScriptMeters meters,
            Consumer<ScriptVersion> failedTooOften,
            Consumer<ScriptVersion> threadAbandoned) {
        this.name = name;
        this.status = status;
        this.meters = meters;
        this.failedTooOften = failedTooOften;
        this.threadAbandoned = threadAbandoned;
    }

    WatchedFiles files() {
        return files;
    }

    @Override
    public void failed(String reason) {
        status.failed(reason);
    }

    @Override
    public void failedTooOften() {
        failedTooOften.accept(this);
    }

    @Override
    public void stuck(String what) {
        LOG.error("{} is stuck: {}", name, what);
        status.stuck(what);
        meters.stuck();
    }

    @Override
    public void recovered() {
        status.running();
    }

    @Override
    public void threadAbandoned() {
        threadAbandoned.accept(this);
    }

    @Override
    public void undeploymentTimedOut(String pending) {
        LOG.warn(
                "{} did not stop within its share of drain.timeout (still waiting: {}); the node stops without it",
                name,
                pending);
    }
}
