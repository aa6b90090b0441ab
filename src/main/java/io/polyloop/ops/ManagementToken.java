package io.polyloop.ops;

import io.polyloop.auth.Secret;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bearer token of the management port, in a file that is read every second: a token is replaced without a restart.
 * While the file cannot be read, no token matches. On one event loop.
 */
final class ManagementToken {
    private static final Logger LOG = LoggerFactory.getLogger(ManagementToken.class);
    private static final long PERIOD_MS = 1_000;

    private final Vertx vertx;
    private final Path file;
    private byte[] digest; // null while the file cannot be read

    ManagementToken(Vertx vertx, Path file) {
        this.vertx = vertx;
        this.file = file;
    }

    /** Completes when the file was read for the first time. */
    Future<Void> start() {
        vertx.setPeriodic(PERIOD_MS, tick -> read());
        return read();
    }

    /** Whether this is the token; takes the same time for every text of a length. */
    boolean matches(String token) {
        return digest != null && MessageDigest.isEqual(digest, digest(token));
    }

    private Future<Void> read() {
        return vertx.executeBlocking(() -> digest(Files.readString(file).strip()), false)
                .onSuccess(read -> digest = read)
                .onFailure(this::unreadable)
                .otherwiseEmpty()
                .mapEmpty();
    }

    private void unreadable(Throwable failure) {
        if (digest != null) {
            String reason = failure instanceof IOException ? "it is not readable" : failure.getMessage();
            LOG.warn("management.token-file {}: {}; every token is refused until it can be read", file, reason);
        }
        digest = null;
    }

    private static byte[] digest(String token) {
        return Secret.hash(token).getBytes(StandardCharsets.US_ASCII);
    }
}
