package io.polyloop.proof.security;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** An OpenID provider of its own process: {@code oidc-provider} of npm, as {@code src/proof/node/issuer.js} sets it up. */
final class RealIssuer implements AutoCloseable {
    /** {@code run.sh} installs its packages there. */
    private static final Path SCRIPTS = Path.of("target", "proof", "node").toAbsolutePath();

    private static final String CREDENTIALS =
            "Basic " + Base64.getEncoder().encodeToString("machine:secret".getBytes());

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final URI address;

    private RealIssuer(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    /** Starts it and waits until it answers. */
    static RealIssuer start(Path log) throws IOException {
        int port = TokenNode.freePort();
        Files.createDirectories(log.getParent());
        Process process = new ProcessBuilder("node", "issuer.js", Integer.toString(port))
                .directory(SCRIPTS.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        RealIssuer issuer = new RealIssuer(process, URI.create("http://127.0.0.1:" + port));
        Awaitility.await(log.toString())
                .atMost(1, TimeUnit.MINUTES)
                .ignoreExceptions()
                .until(() -> issuer.fetches() == 0);
        return issuer;
    }

    URI address() {
        return address;
    }

    /** A new access token by client credentials (RFC 6749, 4.4). */
    String clientCredentials() throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve("/token"))
                .header("Authorization", CREDENTIALS)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials&scope=ops"));
        return new JsonObject(send(request)).getString("access_token");
    }

    /** Signs with a new key from now on, and publishes it beside the earlier ones. */
    void rotate() throws IOException, InterruptedException {
        send(HttpRequest.newBuilder(address.resolve("/rotate")).POST(HttpRequest.BodyPublishers.noBody()));
    }

    /** How often its keys were fetched. */
    int fetches() throws IOException, InterruptedException {
        return Integer.parseInt(send(HttpRequest.newBuilder(address.resolve("/fetches"))));
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString()).body();
    }

    @Override
    public void close() {
        process.destroy();
    }
}
