package io.polyloop.bench.http;

import io.polyloop.bench.Peer;
import io.polyloop.bench.peer.NodePeer;
import io.polyloop.bench.peer.PolyloopPeer;
import java.util.List;

/** What is asked for, and by whom it is answered. */
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
                    "All serve the same file of 2 KiB: Polyloop from its cache, which looks at the file once a second; "
                            + "nginx with sendfile and open_file_cache; Node with fs.readFile for each request; Apache "
                            + "as the traditional server, a process a connection.",
                    "Polyloop sends the headers that keep a browser safe as well, the others do not.")),
    JSON(
            "json",
            "JSON GET",
            "/api/v1/hello/java?name=Ada",
            List.of(new PolyloopPeer(), new NodePeer("Fastify", "fastify.js"), new Nginx("nginx, fixed answer")),
            List.of(
                    "Polyloop asks a verticle over the event bus, which may be on another thread. Fastify has a schema "
                            + "for the question and for the answer.",
                    "nginx sends constant bytes (return 200): what a request costs on this machine before anything is "
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
