package io.polyloop.polyglot.graal;

import io.polyloop.polyglot.Consumers;
import io.polyloop.topic.ProblemException;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.Set;
import org.graalvm.polyglot.HostAccess.DisableMethodScoping;
import org.graalvm.polyglot.HostAccess.Export;
import org.graalvm.polyglot.Value;
import org.slf4j.Logger;

/**
 * The whole of Java that a script can reach, and only by way of {@code prelude.js}. Values cross as JSON text, so that
 * neither side holds a live object of the other. Called in a turn of the script, on the verticle's context.
 */
public final class ScriptHost {
    private final Script script;
    private final ContextInternal verticle;
    private final Logger log;
    private final Consumers consumers;
    // Timer ids are counted per Vertx: without our own list a script could cancel the timers of others.
    private final Set<Long> timers = new HashSet<>();

    ScriptHost(Script script, ContextInternal verticle, Logger log) {
        this.script = script;
        this.verticle = verticle;
        this.log = log;
        this.consumers = new Consumers(verticle);
    }

    @Export
    public String config() {
        JsonObject config = verticle.config();
        return config == null ? "{}" : config.encode();
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
    @DisableMethodScoping
    public void consumer(String address, Value handler) {
        consumers.add(address, message -> answer(message, handler));
    }

    private void answer(Message<Object> message, Value handler) {
        Call call = script.call("the handler of " + message.address(), null);
        call.outcome().onSuccess(message::reply).onFailure(failure -> refuse(message, call, failure));
        try {
            String body = Json.encode(message.body());
            String headers = BusJson.headers(message.headers());
            script.take(call, () -> handler.executeVoid(call, body, headers));
        } catch (RuntimeException unencodable) {
            call.fail(ScriptFailure.because("the message cannot be written as JSON: " + unencodable.getMessage()));
        }
    }

    private void refuse(Message<Object> message, Call call, Throwable failure) {
        script.report(call, failure);
        message.reply(((ScriptFailure) failure).reply());
    }

    @Export
    @DisableMethodScoping
    public void request(String address, String json, Value resolve, Value reject) {
        Call owner = script.current();
        bus().request(address, Json.decodeValue(json))
                .map(reply -> Json.encode(reply.body()))
                .onSuccess(reply -> script.take(owner, () -> resolve.executeVoid(reply)))
                .onFailure(failure -> script.take(owner, () -> reject(reject, BusJson.problem(address, failure))));
    }

    private static void reject(Value reject, ProblemException problem) {
        reject.executeVoid(problem.problem().code(), problem.getMessage());
    }

    @Export
    public void send(String address, String json) {
        bus().send(address, Json.decodeValue(json));
    }

    @Export
    public void publish(String address, String json) {
        bus().publish(address, Json.decodeValue(json));
    }

    @Export
    @DisableMethodScoping
    public double timer(long delay, boolean repeat, Value handler) {
        Call cause = script.current().root();
        Handler<Long> fire = id -> {
            if (!repeat) {
                timers.remove(id);
            }
            fire(handler, cause);
        };
        long id = repeat
                ? verticle.owner().setPeriodic(delay, fire)
                : verticle.owner().setTimer(delay, fire);
        timers.add(id);
        return id;
    }

    private void fire(Value handler, Call cause) {
        Call call = script.call("a timer", cause);
        call.outcome().onFailure(failure -> script.report(call, failure));
        script.take(call, () -> handler.executeVoid(call));
    }

    @Export
    public void clear(long id) {
        if (timers.remove(id)) {
            verticle.owner().cancelTimer(id);
        }
    }

    @Export
    public void unhandled(String trace) {
        log.error("a promise that nobody awaits failed: {}", trace);
    }

    Future<Void> registered() {
        return consumers.registered();
    }

    Future<Void> unregister() {
        return consumers.unregister();
    }

    void cancelTimers() {
        timers.forEach(verticle.owner()::cancelTimer);
        timers.clear();
    }

    private EventBus bus() {
        return verticle.owner().eventBus();
    }
}
