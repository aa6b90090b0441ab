package io.polyloop.bench.http;

import io.polyloop.bench.Peer;
import io.polyloop.bench.Scale;
import io.polyloop.bench.auth.BenchTokens;
import io.polyloop.bench.greeting.AskRoutes;
import io.polyloop.bench.greeting.GreetingVerticle;
import io.polyloop.bench.load.Protocol;
import io.polyloop.bench.peer.NodePeer;
import io.polyloop.bench.peer.PolyloopPeer;
import io.polyloop.bench.trace.TracedPeer; // part:traces
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The requests, and the servers that they go to. */
public enum HttpScenario {
    PAGE(
            "page",
            "page",
            "/mypage.html",
            List.of(
                    new PolyloopPeer(),
                    new Nginx("nginx"),
                    new NodePeer("Node http", "read-file.js"),
                    new Apache("Apache prefork")),
            List.of(
                    "All serve the same file of 2 KiB: Polyloop from its cache, which checks the file once a second; "
                            + "nginx with sendfile and open_file_cache; Node with fs.readFile for each request; Apache "
                            + "as the traditional server, with one process for each connection.",
                    "Polyloop also sends security headers; the others do not.")),
    /** For {@code --only=auth}: the cost of authentication. */
    APPEND(
            "auth-append",
            "append",
            "",
            List.of(
                    new PolyloopPeer("open", Map.of("POLYLOOP_AUTH_MODE", "none")),
                    new PolyloopPeer("one token", BenchTokens.settings()),
                    new PolyloopPeer("1,000 tokens in turns", BenchTokens.settings())),
            List.of("Each request appends 128 bytes to a topic in SQLite. The tokens are RS256 with 2,048 bits.")) {
        @Override
        List<String> requests(Peer peer, int connection) {
            return peers().indexOf(peer) < 2
                    ? List.of(append(peer == peers().get(0) ? "" : authorization(0)))
                    : IntStream.range(0, TOKENS / CONNECTIONS)
                            .mapToObj(turn -> append(authorization((turn * CONNECTIONS + connection) % TOKENS)))
                            .toList();
        }

        @Override
        boolean byDefault() {
            return false;
        }
    },
    // part:traces
    /** For {@code --only=traces}: the cost of traces. */
    TRACES(
            "traces",
            "append with traces",
            "",
            List.of(
                    new PolyloopPeer("off", Map.of()),
                    new TracedPeer("1 % sampled", 0.01),
                    new TracedPeer("all sampled", 1)),
            List.of(
                    "Each request appends 128 bytes to a topic in SQLite. A sampled one has three spans: the request, the"
                            + " commit and the delivery. They are exported to a receiver that discards them. The rounds are many"
                            + " and short: between a few long ones, noise hides a difference of a few percent.")) {
        @Override
        List<String> requests(Peer peer, int connection) {
            return List.of(append(""));
        }

        @Override
        boolean byDefault() {
            return false;
        }

        @Override
        List<Integer> rounds(Scale scale) {
            return Collections.nCopies(scale.isFull() ? ROUNDS_OF_TRACES : scale.rounds(), FEW_CONNECTIONS);
        }
    },
    // end:traces
    JSON(
            "json",
            "JSON GET",
            "/api/v1/ask/greeting?name=Ada",
            List.of(
                    PolyloopPeer.extended(Map.of(
                            "POLYLOOP_HTTP_ROUTES",
                            AskRoutes.class.getName(),
                            "POLYLOOP_VERTICLES",
                            GreetingVerticle.class.getName())),
                    new NodePeer("Fastify", "fastify.js"),
                    new Nginx("nginx, fixed response")),
            List.of(
                    "Polyloop calls a verticle over the event bus, which may run on another event loop. Fastify "
                            + "has a schema for the request and for the response.",
                    "nginx sends constant bytes (return 200): the cost of a request on this machine before any work is "
                            + "done for it."));

    private static final int FEW_CONNECTIONS = 64;
    private static final int MANY_CONNECTIONS = 1_000;
    private static final int ROUNDS_WITH_MANY = 2;
    private static final int ROUNDS_OF_TRACES = 40; // part:traces
    private static final int TOKENS = 1_000;
    private static final int CONNECTIONS = 50;

    private final String workload;
    private final String title;
    private final String path;
    private final List<Peer> peers;
    private final List<String> notes;

    HttpScenario(String workload, String table, String path, List<Peer> peers, List<String> notes) {
        this.workload = workload;
        this.title = table;
        this.path = path;
        this.peers = peers;
        this.notes = notes;
    }

    String workload() {
        return workload;
    }

    String title() {
        return title;
    }

    /** What a connection, from 0, sends in turns. */
    List<String> requests(Peer peer, int connection) {
        return List.of("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
    }

    /** The number of connections in each round. */
    List<Integer> rounds(Scale scale) {
        List<Integer> rounds = new ArrayList<>(Collections.nCopies(scale.rounds(), FEW_CONNECTIONS));
        if (scale.isFull()) {
            rounds.addAll(Collections.nCopies(ROUNDS_WITH_MANY, MANY_CONNECTIONS));
        }
        return rounds;
    }

    /** Whether a run without {@code --only} includes it. */
    boolean byDefault() {
        return true;
    }

    private static String append(String headers) {
        String body = "\"" + Protocol.DATA + "\"";
        return "POST /api/v1/topics/auth/messages HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                + headers + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private static String authorization(int client) {
        return "Authorization: Bearer " + BenchTokens.of(client) + "\r\n";
    }

    List<Peer> peers() {
        return peers;
    }

    List<String> notes() {
        return notes;
    }
}
