package io.polyloop.polyglot;

import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One instance of a supervised script: hears what it reads and how its calls end. */
final class Instance implements Deployable, Monitor {
    private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);

    private final Deployable verticle;
    private final Sources sources;
    private final Tally tally;
    private int failures;

    /**
     * What all instances of a verticle tell of their calls.
     *
     * @param failed takes the reason of each failure, on any thread
     * @param limit of failures in a row; 0 for none
     * @param tooMany runs at each time that the limit is reached, on any thread
     */
    record Tally(ScriptMeters meters, Consumer<String> failed, int limit, Runnable tooMany) {}

    Instance(Deployable verticle, Sources sources, Tally tally) {
        this.verticle = verticle;
        this.sources = sources;
        this.tally = tally;
        if (verticle instanceof Supervised script) {
            script.monitor(this);
        }
    }

    @Override
    public Future<?> deploy(Context context) throws Exception {
        return verticle.deploy(context);
    }

    /** Never fails: Vert.x would keep the supervisor of a script whose {@code stop()} throws, and all that it holds. */
    @Override
    public Future<?> undeploy(Context context) throws Exception {
        return verticle.undeploy(context)
                .onFailure(failure ->
                        LOG.error("a script failed to stop, and is gone all the same: {}", failure.toString()))
                .otherwiseEmpty();
    }

    @Override
    public ScriptFolder watch(ScriptFolder folder) {
        return sources.watch(folder);
    }

    @Override
    public void answered(long nanos) {
        failures = 0;
        tally.meters().answered(nanos);
    }

    @Override
    public void refused(long nanos) {
        failures = 0;
        tally.meters().refused(nanos);
    }

    @Override
    public void failed(long nanos, String reason) {
        tally.meters().failed(nanos);
        tally.failed().accept(reason);
        if (++failures == tally.limit()) {
            failures = 0;
            tally.tooMany().run();
        }
    }
}
