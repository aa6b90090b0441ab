package io.polyloop.proof.security;

import io.polyloop.proof.local.Command;
import io.polyloop.proof.local.LocalCluster;
import io.polyloop.proof.local.LocalNode;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A node of its own process that accepts the tokens of one issuer. */
final class TokenNode implements AutoCloseable {
    /** A token, plain or encoded for a subprotocol. */
    private static final Pattern TOKEN = Pattern.compile("eyJ[\\w-]{10,}\\.|ZXlK[\\w-]{20,}");

    private final URI http;
    private final LocalNode node;

    private TokenNode(URI http, LocalNode node) {
        this.http = http;
        this.node = node;
    }

    /**
     * Starts it and waits until it is ready.
     *
     * @param keys the setting {@code keys} of the issuer
     */
    static TokenNode start(Path folder, String issuer, String keys) throws IOException {
        clear(folder);
        JsonObject auth = JsonObject.of(
                "mode",
                "token",
                "issuers",
                JsonArray.of(JsonObject.of("issuer", issuer, "audience", "polyloop", "keys", keys)),
                "rules",
                JsonArray.of(JsonObject.of("topics", "**", "allow", JsonArray.of("*"))));
        Path conf = Files.createDirectories(folder.resolve("conf"));
        Files.writeString(
                conf.resolve("polyloop.yaml"), JsonObject.of("auth", auth).encodePrettily());
        URI http = URI.create("http://127.0.0.1:" + freePort() + "/");
        URI management = URI.create("http://127.0.0.1:" + freePort() + "/");
        Map<String, String> settings = Map.of(
                "POLYLOOP_CONF", conf.toString(),
                "POLYLOOP_DATA_DIR", folder.resolve("data").toString(),
                "POLYLOOP_HTTP_PORT", Integer.toString(http.getPort()),
                "POLYLOOP_MANAGEMENT_PORT", Integer.toString(management.getPort()),
                "POLYLOOP_VERTICLES", "");
        LocalNode node =
                new LocalNode("node", LocalCluster.jar(List.of("-Xmx256m")), settings, http, management, folder);
        node.start();
        node.awaitReadyOrExit();
        if (!node.ready()) {
            throw new IllegalStateException("the node did not start: " + node.log());
        }
        return new TokenNode(http, node);
    }

    static int freePort() throws IOException {
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        }
    }

    // Messages of an earlier run would make the log and the journal longer.
    private static void clear(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    int port() {
        return http.getPort();
    }

    /** The size of its log, audit included, in KiB. */
    double logKib() throws IOException {
        return Files.size(node.log()) / 1024.0;
    }

    /** How many lines of its log contain a token. */
    long tokensInLog() throws IOException {
        try (Stream<String> lines = Files.lines(node.log())) {
            return lines.filter(line -> TOKEN.matcher(line).find()).count();
        }
    }

    /** The live objects of its heap, after a garbage collection, in MiB. */
    double heapMib() {
        List<String> histogram = Command.run("jcmd", Long.toString(node.pid()), "GC.class_histogram");
        String total = histogram.get(histogram.size() - 1).strip();
        return Long.parseLong(total.split(" +")[2]) / (1024.0 * 1024.0);
    }

    @Override
    public void close() {
        node.terminate();
        node.awaitExit();
    }
}
