package io.polyloop.proof.client;

import io.polyloop.fixture.engine.TokenFactory;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** What clients present and renew; counts what a node refuses, which is all good. Event loop only. */
public final class ClientTokens {
    /** So short that connections renew their token, or end with it, during a short run. */
    private static final Duration VALIDITY = Duration.ofSeconds(60);

    private static final long SHARED_NANOS = Duration.ofSeconds(5).toNanos();

    private final TokenFactory issuer; // null without tokens that expire
    private final String serviceKey; // null without
    private String shared;
    private long sharedSince;
    private long renewed;
    private long refused;

    private ClientTokens(TokenFactory issuer, String serviceKey) {
        this.issuer = issuer;
        this.serviceKey = serviceKey;
    }

    /** For nodes that ask for no token. */
    public static ClientTokens none() {
        return new ClientTokens(null, null);
    }

    /** Tokens of an issuer that the nodes know by {@link #settings}. */
    public static ClientTokens issued() {
        return new ClientTokens(new TokenFactory(), null);
    }

    /** The same service key for all; the nodes know it. */
    public static ClientTokens of(String serviceKey) {
        return new ClientTokens(null, serviceKey);
    }

    public boolean required() {
        return issuer != null || serviceKey != null;
    }

    /** The settings of the nodes, as environment variables; writes their files to {@code folder}. */
    public Map<String, String> settings(Path folder) {
        if (issuer == null) {
            return Map.of();
        }
        JsonObject auth = JsonObject.of(
                "mode",
                "token",
                "issuers",
                JsonArray.of(issuer.settings(folder)),
                "rules",
                JsonArray.of(JsonObject.of("topics", "**", "allow", JsonArray.of("*"))));
        try {
            Path conf = Files.createDirectories(folder.resolve("conf"));
            Files.writeString(
                    conf.resolve("polyloop.yaml"), JsonObject.of("auth", auth).encodePrettily());
            return Map.of("POLYLOOP_CONF", conf.toString());
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** A new token, or the service key. */
    public String next(String subject) {
        return serviceKey != null ? serviceKey : issuer.token(subject, VALIDITY);
    }

    /** The value of {@code Authorization} for requests, with a token that is replaced every few seconds. */
    public String authorization() {
        if (shared == null || System.nanoTime() - sharedSince > SHARED_NANOS) {
            shared = next("writer");
            sharedSince = System.nanoTime();
        }
        return "Bearer " + shared;
    }

    /** The subprotocols of a WebSocket that presents a new token. */
    public List<String> subprotocols(String subject) {
        byte[] token = next(subject).getBytes(StandardCharsets.UTF_8);
        return List.of(
                "polyloop.v1",
                "polyloop.bearer." + Base64.getUrlEncoder().withoutPadding().encodeToString(token));
    }

    /** A token was renewed on an open connection. */
    public void onRenewed() {
        renewed++;
    }

    public long renewed() {
        return renewed;
    }

    /** A node refused a token, or what it allows. */
    public void onRefused() {
        refused++;
    }

    public long refused() {
        return refused;
    }
}
