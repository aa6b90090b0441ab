package io.polyloop.polyglot.graal;

import io.polyloop.polyglot.Host;
import io.polyloop.polyglot.HostBus;
import io.vertx.core.MultiMap;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.json.JsonObject;
import org.graalvm.polyglot.HostAccess.DisableMethodScoping;
import org.graalvm.polyglot.HostAccess.Export;
import org.graalvm.polyglot.Value;

/** The event bus as {@code prelude/bus.js} uses it. In a turn of the script. */
public final class GraalBus {
    private final Host host;
    private final HostBus bus;
    private final Crossing crossing;

    GraalBus(Host host, Crossing crossing) {
        this.host = host;
        this.crossing = crossing;
        this.bus = host.bus();
    }

    @Export
    @DisableMethodScoping
    public void consumer(String address, Value handler) {
        bus.consumer(
                address,
                (message, call) -> crossing.run(call, here -> {
                    Object headers = crossing.in(headers(message.headers()));
                    return handler.execute(here, crossing.in(message.body()), headers);
                }));
    }

    /** Null if there are none, as on most messages. */
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
        crossing.settle(host, bus.request(address, crossing.out(body), options(options)), resolve, reject);
    }

    @Export
    public void send(String address, Value body, String options) {
        bus.send(address, crossing.out(body), options(options));
    }

    @Export
    public void publish(String address, Value body, String options) {
        bus.publish(address, crossing.out(body), options(options));
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
