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

    GraalBus(Host host) {
        this.host = host;
        this.bus = host.bus();
    }

    @Export
    @DisableMethodScoping
    public void consumer(String address, Value handler) {
        bus.consumer(address, message -> {
            String body = Crossing.encode(message.body());
            String headers = headers(message.headers());
            return call -> handler.executeVoid(new GraalCall(call), body, headers);
        });
    }

    private static String headers(MultiMap headers) {
        JsonObject json = new JsonObject();
        headers.forEach((name, value) -> json.put(name, value));
        return json.encode();
    }

    @Export
    @DisableMethodScoping
    public void request(String address, String json, String options, Value resolve, Value reject) {
        Crossing.settle(host, bus.request(address, Crossing.decode(json), options(options)), resolve, reject);
    }

    @Export
    public void send(String address, String json, String options) {
        bus.send(address, Crossing.decode(json), options(options));
    }

    @Export
    public void publish(String address, String json, String options) {
        bus.publish(address, Crossing.decode(json), options(options));
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
