package io.polyloop.polyglot.graal;

import io.polyloop.polyglot.ScriptBus;
import io.polyloop.polyglot.ScriptContext;
import io.vertx.core.MultiMap;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.json.JsonObject;
import org.graalvm.polyglot.HostAccess.DisableMethodScoping;
import org.graalvm.polyglot.HostAccess.Export;
import org.graalvm.polyglot.Value;

/** The event bus as {@code prelude/bus.js} uses it. Used in executions of the script. */
public final class GraalBus {
    private final ScriptContext context;
    private final ScriptBus bus;
    private final ValueCodec codec;

    GraalBus(ScriptContext context, ValueCodec codec) {
        this.context = context;
        this.codec = codec;
        this.bus = context.bus();
    }

    @Export
    @DisableMethodScoping
    public void consumer(String address, Value handler) {
        bus.consumer(
                address,
                (message, invocation) -> codec.run(invocation, here -> {
                    Object headers = codec.toScript(headers(message.headers()));
                    return handler.execute(here, codec.toScript(message.body()), headers);
                }));
    }

    /** Null for most messages, which have none. */
    private static JsonObject headers(MultiMap headers) {
        if (headers.isEmpty()) {
            return null;
        }
        JsonObject json = new JsonObject();
        headers.forEach((name, value) -> json.put(name, value));
        return json;
    }

    @Export
    @DisableMethodScoping
    public void request(String address, Value body, String options, Value resolve, Value reject) {
        codec.settle(context, bus.request(address, codec.fromScript(body), options(options)), resolve, reject);
    }

    @Export
    public void send(String address, Value body, String options) {
        bus.send(address, codec.fromScript(body), options(options));
    }

    @Export
    public void publish(String address, Value body, String options) {
        bus.publish(address, codec.fromScript(body), options(options));
    }

    private DeliveryOptions options(String json) {
        JsonObject given = new JsonObject(json);
        DeliveryOptions options = bus.options();
        options.setSendTimeout(given.getLong("timeout", options.getSendTimeout()));
        given.getJsonObject("headers", new JsonObject()).forEach(header -> options.getHeaders()
                .set(header.getKey(), header.getValue().toString()));
        return options;
    }
}
