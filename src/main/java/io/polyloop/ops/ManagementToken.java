package io.polyloop.ops;

import io.polyloop.auth.Secret;
import io.polyloop.config.ManagementSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bearer token of the management port, in a file that is read every second: a token is replaced without a restart.
 * While the file does not contain a token, the earlier one stays. On one event loop.
 */
final class ManagementToken {
    private static final Logger LOG = LoggerFactory.getLogger(ManagementToken.class);
    private static final long PERIOD_MS = 1_000;

    private final Vertx vertx;
    private final Path file;
    private byte[] digest; // null before the first token was read, then no token matches
    private String fault; // null if the file was in order when it was last read

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

    /** Reads the file. Never fails. */
    Future<Void> read() {
        return vertx.executeBlocking(() -> Files.readString(file).strip(), false)
                .onSuccess(this::take)
                .onFailure(failure -> keep(reason(failure)))
                .otherwiseEmpty()
                .mapEmpty();
    }

    private void take(String token) {
        if (!ManagementSettings.isToken(token)) {
            keep(ManagementSettings.NO_TOKEN);
            return;
        }
        byte[] read = digest(token);
        if (fault != null || digest != null && !MessageDigest.isEqual(digest, read)) {
            LOG.info("management.token-file {}: the token that it contains now is used", file);
        }
        digest = read;
        fault = null;
    }

    /** A writer that has not finished, or a mistake, must neither lock the administrators out nor let others in. */
    private void keep(String reason) {
        if (!reason.equals(fault)) {
            LOG.error("management.token-file {} {}; until then its earlier token is used", file, reason);
        }
        fault = reason;
    }

    private static String reason(Throwable failure) {
        return failure instanceof NoSuchFileException
                ? "does not exist; write a token to it"
                : "is not readable; let this process read it";
    }

    private static byte[] digest(String token) {
        return Secret.hash(token).getBytes(StandardCharsets.US_ASCII);
    }
}
