package io.polyloop.polyglot;

import io.polyloop.internals.ContextAccess;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.util.function.BiFunction;

/** Deploys one instance of a script. The script is loaded on a worker thread and then runs on the verticle's context. */
final class ScriptVerticle extends VerticleBase implements SupervisedVerticle {
    private final String name;
    private final BiFunction<Context, ScriptMonitor, Script> load;
    private ScriptMonitor monitor = ScriptMonitor.NONE;

    private volatile Script script; // written on the context
    // context only
    private boolean closed;

    /** {@code load} may block. */
    ScriptVerticle(String name, BiFunction<Context, ScriptMonitor, Script> load) {
        this.name = name;
        this.load = load;
    }

    @Override
    public void monitor(ScriptMonitor newMonitor) {
        monitor = newMonitor;
    }

    @Override
    public String pending() {
        Script running = script;
        return running == null ? "its loading" : running.pending();
    }

    @Override
    public Future<?> start() {
        // Vert.x does not call stop() on a verticle that failed to start or was undeployed before it started.
        ContextAccess.of(vertx).addCloseHook(context, this::close);
        // Loading a large bundle takes seconds, which would block the event loop.
        return vertx.executeBlocking(() -> load.apply(context, monitor), false)
                .compose(this::run)
                .recover(failure -> close().transform(closing -> explain(failure)));
    }

    @Override
    public Future<?> stop() {
        return script == null ? Future.succeededFuture() : script.stop().eventually(this::close);
    }

    private Future<Void> run(Script loaded) {
        script = loaded;
        if (closed) {
            script.close();
            return Future.failedFuture("undeployed before it started");
        }
        return script.start();
    }

    private Future<Void> explain(Throwable failure) {
        String reason = failure instanceof ScriptFailure fault ? fault.summary() : failure.getMessage();
        return Future.failedFuture(new IllegalStateException(name + " cannot start: " + reason, failure));
    }

    private Future<Void> close() {
        Promise<Void> done = Promise.promise();
        context.runOnContext(v -> {
            closed = true;
            if (script != null) {
                script.close();
            }
            done.complete();
        });
        return done.future();
    }
}
