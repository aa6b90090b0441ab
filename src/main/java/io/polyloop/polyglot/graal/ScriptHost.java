package io.polyloop.polyglot.graal;

import io.polyloop.polyglot.FetchRules;
import io.polyloop.polyglot.ScriptLimits;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.json.Json;
import org.graalvm.polyglot.HostAccess.Export;
import org.slf4j.Logger;

/**
 * The whole of Java that a script can reach, and only by way of {@code prelude/}. Values cross as {@link Crossing}
 * says. Called in a turn of the script, on the verticle's context.
 */
public final class ScriptHost {
    @Export
    public final HostBus bus;

    @Export
    public final HostTopics topics;

    @Export
    public final HostHttp http;

    @Export
    public final HostTimers timers;

    @Export
    public final HostFetch fetch;

    private final ContextInternal verticle;
    private final Logger log;

    ScriptHost(Script script, ContextInternal verticle, FetchRules rules, Logger log) {
        Vertx vertx = verticle.owner();
        this.bus = new HostBus(script, verticle);
        this.topics = new HostTopics(script, vertx);
        this.http = new HostHttp(script, vertx);
        this.timers = new HostTimers(script, vertx);
        this.fetch = new HostFetch(script, new Fetch(vertx, rules));
        this.verticle = verticle;
        this.log = log;
    }

    @Export
    public String config() {
        return Json.encode(ScriptLimits.visible(verticle.config()));
    }

    @Export
    public void log(String level, String text) {
        switch (level) {
            case "error" -> log.error(text);
            case "warn" -> log.warn(text);
            default -> log.info(text);
        }
    }

    @Export
    public void unhandled(String trace) {
        log.error("a promise that nobody awaits failed: {}", trace);
    }

    /** Done once all that the script listens to is registered. */
    Future<Void> registered() {
        return Future.join(bus.registered(), topics.registered(), http.registered())
                .mapEmpty();
    }

    /** Takes nothing new: no message, no request. */
    Future<Void> close() {
        return Future.join(bus.close(), topics.close(), http.close())
                .otherwiseEmpty()
                .mapEmpty();
    }
}
