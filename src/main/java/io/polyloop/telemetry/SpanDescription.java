package io.polyloop.telemetry;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.vertx.core.eventbus.Message;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.spi.tracing.TagExtractor;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a span is when it starts, by the semantic conventions of OpenTelemetry for HTTP and for messaging. A name has few
 * values; what has many is an attribute. No query, which may contain a credential.
 */
record SpanDescription(String name, SpanKind kind, Attributes attributes) {
    static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
    static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");
    static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("messaging.system");
    static final AttributeKey<String> OPERATION = AttributeKey.stringKey("messaging.operation.name");
    static final AttributeKey<String> OPERATION_TYPE = AttributeKey.stringKey("messaging.operation.type");
    static final AttributeKey<String> DESTINATION = AttributeKey.stringKey("messaging.destination.name");
    static final AttributeKey<String> TEMPLATE = AttributeKey.stringKey("messaging.destination.template");

    private static final Set<String> METHODS =
            Set.of("CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "TRACE");
    private static final Map<String, String> PREFIXES =
            Map.of("topic.", "topic.{topic}", "node.subscribers.", "node.subscribers.{node}");

    /** A request or message that this node receives. */
    static <R> SpanDescription received(R request, String operation, TagExtractor<R> tags) {
        if (request instanceof HttpServerRequest http) {
            return server(http);
        }
        if (request instanceof Message<?> message) {
            return bus("process", "process", SpanKind.CONSUMER, message.address());
        }
        return other(request, operation, SpanKind.SERVER, tags);
    }

    /** A request or message that this node sends. */
    static <R> SpanDescription sent(R request, String operation, TagExtractor<R> tags) {
        return request instanceof Message<?> message
                ? bus(operation, "send", SpanKind.PRODUCER, message.address())
                : other(request, operation, SpanKind.CLIENT, tags);
    }

    Span start(Tracer tracer, SpanContext parent, List<SpanContext> links) {
        SpanBuilder builder = tracer.spanBuilder(name)
                .setSpanKind(kind)
                .setAllAttributes(attributes)
                .setParent(Context.root().with(Span.wrap(parent)));
        links.forEach(builder::addLink);
        return builder.startSpan();
    }

    private static SpanDescription server(HttpServerRequest request) {
        String method = request.method().name();
        boolean known = METHODS.contains(method);
        AttributesBuilder attributes = Attributes.builder()
                .put(METHOD, known ? method : "_OTHER")
                .put("url.scheme", request.scheme())
                .put("url.path", request.path());
        HostAndPort host = request.authority();
        if (host != null) {
            attributes.put("server.address", host.host());
        }
        return new SpanDescription(known ? method : "HTTP", SpanKind.SERVER, attributes.build());
    }

    private static SpanDescription bus(String operation, String type, SpanKind kind, String address) {
        AttributesBuilder attributes = Attributes.builder()
                .put(SYSTEM, "vertx-eventbus")
                .put(OPERATION, operation)
                .put(OPERATION_TYPE, type)
                .put(DESTINATION, address);
        for (Map.Entry<String, String> prefix : PREFIXES.entrySet()) {
            if (address.startsWith(prefix.getKey())) {
                attributes.put(TEMPLATE, prefix.getValue());
                return new SpanDescription(operation + ' ' + prefix.getValue(), kind, attributes.build());
            }
        }
        // That of a reply is generated.
        String name = address.startsWith("__vertx.") ? operation : operation + ' ' + address;
        return new SpanDescription(name, kind, attributes.build());
    }

    /** Of a client that this service does not know, such as that of HTTP in a verticle. */
    private static <R> SpanDescription other(R request, String operation, SpanKind kind, TagExtractor<R> tags) {
        AttributesBuilder attributes = Attributes.builder();
        for (int i = 0; i < tags.len(request); i++) {
            String name = tags.name(request, i);
            if (!name.equals("url.query")) {
                attributes.put(
                        name,
                        name.startsWith("url.") ? withoutSecrets(tags.value(request, i)) : tags.value(request, i));
            }
        }
        return new SpanDescription(operation, kind, attributes.build());
    }

    /** The address without its query, fragment, user and password. */
    private static String withoutSecrets(String url) {
        return url.replaceFirst("[?#].*", "").replaceFirst("//[^/@]*@", "//");
    }
}
