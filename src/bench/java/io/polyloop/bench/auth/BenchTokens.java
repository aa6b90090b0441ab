package io.polyloop.bench.auth;

import io.polyloop.fixture.engine.TokenFactory;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The tokens of all clients of a run, each of another subject, and the settings of the servers that accept them. */
public final class BenchTokens {
    private static final Path FOLDER = Path.of("target", "bench", "auth").toAbsolutePath();
    private static final TokenFactory ISSUER = new TokenFactory();
    private static final List<String> TOKENS = new ArrayList<>();

    private BenchTokens() {}

    /** The token of a client, from 0. */
    public static synchronized String of(int client) {
        while (TOKENS.size() <= client) {
            TOKENS.add(ISSUER.token("client-" + TOKENS.size()));
        }
        return TOKENS.get(client);
    }

    /** Environment variables of a server that demands these tokens. */
    public static Map<String, String> settings() {
        JsonObject rule = JsonObject.of("topics", "**", "allow", JsonArray.of("publish", "subscribe"));
        try {
            Files.createDirectories(FOLDER);
            JsonObject auth = JsonObject.of(
                    "mode", "token", "issuers", JsonArray.of(ISSUER.settings(FOLDER)), "rules", JsonArray.of(rule));
            Files.writeString(
                    FOLDER.resolve("polyloop.yaml"), JsonObject.of("auth", auth).encodePrettily());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return Map.of("POLYLOOP_CONF", FOLDER.toString());
    }
}
