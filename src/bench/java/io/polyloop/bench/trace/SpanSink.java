package io.polyloop.bench.trace;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;

/** Takes spans as a collector does, and forgets them. It runs in the process of the benchmark, which is not measured. */
final class SpanSink {
    private static final int OK = 200;

    private static HttpServer server;

    private SpanSink() {}

    /** Its address; starts it if it is not running. */
    static synchronized String endpoint() throws IOException {
        if (server == null) {
            server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
            server.setExecutor(Executors.newSingleThreadExecutor(work -> {
                Thread thread = new Thread(work, "span-sink");
                thread.setDaemon(true);
                return thread;
            }));
            server.createContext("/v1/traces", SpanSink::take);
            server.start();
        }
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1/traces";
    }

    private static void take(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        exchange.sendResponseHeaders(OK, -1);
        exchange.close();
    }
}
