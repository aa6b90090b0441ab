package io.polyloop.polyglot.graal;

import io.polyloop.bus.Consumers;
import io.polyloop.bus.Trace;
import io.vertx.core.Future;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.json.JsonObject;
import org.graalvm.polyglot.HostAccess.DisableMethodScoping;
import org.graalvm.polyglot.HostAccess.Export;
import org.graalvm.polyglot.Value;

/** The event bus as {@code prelude/bus.js} uses it. In a turn of the script. */
public final class HostBus {
    private final Script script;
    private final EventBus bus;
    private final Consumers consumers;

    HostBus(Script script, ContextInternal verticle) {
        this.script = script;
        this.bus = verticle.owner().eventBus();
        this.consumers = new Consumers(verticle);
    }

    @Export
    @DisableMethodScoping
    public void consumer(String address, Value handler) {
        String what = "the handler of " + address;
        consumers.<Object>add(address, message -> answer(message, what, handler));
    }

    private void answer(Message<Object> message, String what, Value handler) {
        Call call = script.call(what, Trace.of(message.headers()));
        call.outcome().onComplete(message::reply, failure -> refuse(message, call, failure));
        script.take(call, () -> {
            Object headers = script.in(BusJson.headers(message.headers()));
            call.end(handler.execute(call, script.in(message.body()), headers));
        });
    }

    private void refuse(Message<Object> message, Call call, Throwable failure) {
        script.report(call, failure);
        message.reply(((ScriptFailure) failure).reply());
    }

    @Export
    @DisableMethodScoping
    public void request(String address, String json, String options, Value resolve, Value reject) {
        Future<Object> answer = bus.request(address, Crossing.out(json), options(options))
                .map(Message::body)
                .recover(failure -> Future.failedFuture(BusJson.problem(address, failure)));
        script.settle(answer, resolve, reject);
    }

    @Export
    public void send(String address, String json, String options) {
        bus.send(address, Crossing.out(json), options(options));
    }

    @Export
    public void publish(String address, String json, String options) {
        bus.publish(address, Crossing.out(json), options(options));
    }

    private DeliveryOptions options(String json) {
        JsonObject given = new JsonObject(json);
        DeliveryOptions options = script.current().trace().options();
        options.setSendTimeout(given.getLong("timeout", options.getSendTimeout()));
        given.getJsonObject("headers", new JsonObject()).forEach(header -> options.getHeaders()
                .set(header.getKey(), header.getValue().toString()));
        return options;
    }

    Future<Void> registered() {
        return consumers.registered();
    }

    Future<Void> close() {
        return consumers.unregister();
    }
}
