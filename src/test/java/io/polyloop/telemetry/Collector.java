package io.polyloop.telemetry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Takes spans as an OTLP collector does, in protobuf over HTTP (opentelemetry-proto: collector/trace/v1, trace/v1,
 * resource/v1, common/v1).
 */
final class Collector implements AutoCloseable {
    private static final int ERROR = 2;

    /** @param links the trace ids that it links to */
    record Received(
            String trace,
            String id,
            String parent,
            String state,
            String name,
            Map<String, String> attributes,
            List<String> links,
            boolean failed) {

        static Received of(Protobuf span) {
            return new Received(
                    span.hex(1),
                    span.hex(2),
                    span.hex(4),
                    span.text(3),
                    span.text(5),
                    Collector.attributes(span, 9),
                    span.messages(13).stream().map(link -> link.hex(1)).toList(),
                    span.messages(15).stream().anyMatch(status -> status.number(3) == ERROR));
        }
    }

    private final List<Received> spans = new CopyOnWriteArrayList<>();
    private final Map<String, String> resource = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final HttpServer server;
    private volatile int status = 200;
    private volatile Duration delay = Duration.ZERO;

    Collector() {
        try {
            server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        server.setExecutor(threads);
        server.createContext("/v1/traces", this::receive);
        server.start();
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1/traces";
    }

    List<Received> spans() {
        return List.copyOf(spans);
    }

    /** The attributes of the resource, with which all spans came. */
    Map<String, String> resource() {
        return resource;
    }

    /** Answers from now on with this status after this time. */
    void answerWith(int next, Duration after) {
        status = next;
        delay = after;
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void receive(HttpExchange exchange) throws IOException {
        for (Protobuf received : new Protobuf(exchange.getRequestBody().readAllBytes()).messages(1)) {
            received.messages(1).forEach(from -> resource.putAll(attributes(from, 1)));
            received.messages(2).forEach(scope -> scope.messages(2).forEach(span -> spans.add(Received.of(span))));
        }
        pause();
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private void pause() {
        try {
            closed.await(delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private static Map<String, String> attributes(Protobuf message, int field) {
        Map<String, String> attributes = new HashMap<>();
        for (Protobuf attribute : message.messages(field)) {
            Protobuf value = attribute.messages(2).get(0);
            attributes.put(attribute.text(1), value.text(1).isEmpty() ? Long.toString(value.number(3)) : value.text(1));
        }
        return attributes;
    }
}
