package io.polyloop.polyglot.groovy;

import groovy.lang.Closure;
import io.polyloop.polyglot.ScriptBus;
import io.polyloop.polyglot.ScriptContext;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.eventbus.DeliveryOptions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The event bus, with maps, lists and values. */
public final class GroovyBus {
    private static final Set<String> OPTIONS = Set.of("timeout", "headers");

    private final ScriptContext context;
    private final ScriptBus bus;
    private final GroovyInvoker invoker;

    GroovyBus(ScriptContext context, GroovyInvoker calls) {
        this.context = context;
        this.bus = context.bus();
        this.invoker = calls;
    }

    /** Answers an address with the result of {@code handler}: {@code { body -> … }} or {@code { body, headers -> … }}. */
    public void consumer(String address, Closure<?> handler) {
        bus.consumer(
                address,
                (message, invocation) -> invoker.answer(
                        invocation, handler, GroovyJson.toGroovy(message.body()), headers(message.headers())));
    }

    public Future<Object> request(String address) {
        return request(address, null);
    }

    public Future<Object> request(String address, Object body) {
        return request(address, body, Map.of());
    }

    /**
     * Succeeds with the answer, or fails with a {@link io.polyloop.topic.ProblemException} whose {@code code} is the
     * reason, such as {@code absent} or {@code verticle_timeout}.
     *
     * @param options {@code timeout}, in milliseconds, and {@code headers}
     */
    public Future<Object> request(String address, Object body, Map<String, ?> options) {
        return context.inInvocation(
                bus.request(address, GroovyJson.toJson(body), delivery(options)).map(GroovyJson::toGroovy));
    }

    public void send(String address, Object body) {
        send(address, body, Map.of());
    }

    /** To one consumer, without an answer. */
    public void send(String address, Object body, Map<String, ?> options) {
        bus.send(address, GroovyJson.toJson(body), delivery(options));
    }

    public void publish(String address, Object body) {
        publish(address, body, Map.of());
    }

    /** To every consumer. */
    public void publish(String address, Object body, Map<String, ?> options) {
        bus.publish(address, GroovyJson.toJson(body), delivery(options));
    }

    private DeliveryOptions delivery(Map<String, ?> options) {
        GroovyOptions.check(options, OPTIONS);
        DeliveryOptions delivery = bus.options();
        if (options.get("timeout") instanceof Number timeout) {
            delivery.setSendTimeout(timeout.longValue());
        }
        if (options.get("headers") instanceof Map<?, ?> headers) {
            headers.forEach((name, value) -> delivery.getHeaders().set(name.toString(), value.toString()));
        }
        return delivery;
    }

    private static Map<String, String> headers(MultiMap headers) {
        if (headers.isEmpty()) {
            return Map.of();
        }
        Map<String, String> plain = new LinkedHashMap<>();
        headers.forEach((name, value) -> plain.put(name, value));
        return plain;
    }
}
