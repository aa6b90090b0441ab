package io.polyloop.bench.http;

import io.polyloop.bench.Peer;
import io.polyloop.bench.greeting.AskRoutes;
import io.polyloop.bench.greeting.GreetingVerticle;
import io.polyloop.bench.peer.NodePeer;
import io.polyloop.bench.peer.PolyloopPeer;
import java.util.List;
import java.util.Map;

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

    String path() {
        return path;
    }

    List<Peer> peers() {
        return peers;
    }

    List<String> notes() {
        return notes;
    }
}
