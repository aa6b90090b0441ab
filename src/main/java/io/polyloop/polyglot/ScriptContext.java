package io.polyloop.polyglot;

import io.polyloop.internals.ContextAccess;
import io.polyloop.verticle.Trace;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.function.Consumer;
import org.slf4j.Logger;

/**
 * What a node offers to a script, in every language; each language wraps it in its own types. Its consumers, routes and
 * timers end with the script. Used in executions of the script, on the verticle's context.
 */
public final class ScriptContext {
    private final Script script;
    private final Context verticle;
    private final ContextAccess contexts;
    private final Logger log;
    private final ScriptBus bus;
    private final ScriptTopics topics;
    private final ScriptDatabase database;
    private final ScriptRoutes routes;
    private final ScriptTimers timers;

    ScriptContext(Script script, Context verticle, Logger log) {
        this.contexts = ContextAccess.of(verticle.owner());
        this.script = script;
        this.verticle = verticle;
        this.log = log;
        this.bus = new ScriptBus(script, verticle);
        this.topics = new ScriptTopics(script, verticle.owner());
        this.database = new ScriptDatabase(script, verticle.owner());
        this.routes = new ScriptRoutes(script, verticle.owner());
        this.timers = new ScriptTimers(script, verticle.owner());
    }

    public JsonObject config() {
        return ScriptLimits.visible(verticle.config());
    }

    /** The logger of the script. */
    public Logger log() {
        return log;
    }

    public ScriptBus bus() {
        return bus;
    }

    public ScriptTopics topics() {
        return topics;
    }

    public ScriptDatabase database() {
        return database;
    }

    public ScriptRoutes routes() {
        return routes;
    }

    public ScriptTimers timers() {
        return timers;
    }

    public Vertx vertx() {
        return verticle.owner();
    }

    /** The trace of the present invocation. */
    public Trace trace() {
        return script.current().trace();
    }

    /** Runs {@code code} of the script when {@code work} completes, as part of the present invocation. */
    public <T> void whenComplete(Future<T> work, Consumer<Future<T>> code) {
        Invocation owner = script.current();
        Promise<T> here = contexts.promise(verticle);
        here.future().onComplete(end -> script.execute(owner, () -> code.accept(here.future())));
        work.onComplete(here);
    }

    /** The same work, whose handlers run as part of the present invocation. */
    public <T> Future<T> inInvocation(Future<T> work) {
        Promise<T> followed = contexts.promise(verticle);
        whenComplete(work, end -> end.onComplete(followed));
        return followed.future();
    }

    /** Completes when all consumers, topics and routes are registered. */
    Future<Void> registered() {
        return Future.join(bus.registered(), topics.registered(), routes.registered())
                .mapEmpty();
    }

    /** Unregisters them, so that no new message or request arrives. Never fails. */
    Future<Void> close() {
        return Future.join(bus.close(), topics.close(), routes.close())
                .otherwiseEmpty()
                .mapEmpty();
    }

    void cancelTimers() {
        timers.cancel();
    }
}
