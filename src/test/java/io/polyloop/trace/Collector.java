package io.polyloop.trace;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Takes spans as an OTLP collector does, in protobuf over HTTP. */
final class Collector implements AutoCloseable {
    /** @param links the trace ids that it links to */
    record Received(String trace, String id, String parent, String name, List<String> links, String text) {}

    private final List<Received> spans = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    Collector() {
        try {
            server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        server.createContext("/v1/traces", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            // ExportTraceServiceRequest.resource_spans, ResourceSpans.scope_spans, ScopeSpans.spans
            each(body, 1, resource -> each(resource, 2, scope -> each(scope, 2, span -> spans.add(span(span)))));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1/traces";
    }

    List<Received> spans() {
        return List.copyOf(spans);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static Received span(byte[] bytes) {
        String[] values = new String[6];
        List<String> links = new ArrayList<>();
        fields(bytes, (number, value) -> {
            switch (number) {
                case 1, 2, 4 -> values[number] = HexFormat.of().formatHex(value);
                case 5 -> values[number] = new String(value, StandardCharsets.UTF_8);
                case 13 -> each(value, 1, trace -> links.add(HexFormat.of().formatHex(trace)));
                default -> {}
            }
        });
        return new Received(
                values[1], values[2], values[4], values[5], links, new String(bytes, StandardCharsets.ISO_8859_1));
    }

    private static void each(byte[] message, int field, Consumer<byte[]> action) {
        fields(message, (number, value) -> {
            if (number == field) {
                action.accept(value);
            }
        });
    }

    /** The length-delimited fields of a message. */
    private static void fields(byte[] message, BiConsumer<Integer, byte[]> action) {
        ByteBuffer in = ByteBuffer.wrap(message);
        while (in.hasRemaining()) {
            int tag = varint(in);
            switch (tag & 7) {
                case 0 -> varint(in);
                case 1 -> in.position(in.position() + 8);
                case 2 -> {
                    byte[] value = new byte[varint(in)];
                    in.get(value);
                    action.accept(tag >>> 3, value);
                }
                case 5 -> in.position(in.position() + 4);
                default -> throw new IllegalArgumentException("wire type " + (tag & 7));
            }
        }
    }

    private static int varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = in.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return (int) value;
            }
        }
    }
}
