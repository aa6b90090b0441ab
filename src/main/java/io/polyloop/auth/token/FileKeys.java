package io.polyloop.auth.token;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import io.polyloop.config.IssuerSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Keys in a file, which is read again when it changes, and looked at when a token names a key that is not in it. */
final class FileKeys implements KeySource {
    /** Bytes; the shortest secret for HS256 (RFC 7518, section 3.2). The longer hashes need longer ones. */
    private static final int MIN_SECRET = 32;

    private final String issuer;
    private final WatchedFile<KeySet> file;

    private FileKeys(String issuer, WatchedFile<KeySet> file) {
        this.issuer = issuer;
        this.file = file;
    }

    static FileKeys of(IssuerSettings issuer, Vertx vertx) {
        Function<byte[], KeySet> parser =
                issuer.isSymmetric() ? FileKeys::secret : new KeyParser(issuer.issuer())::parse;
        return new FileKeys(
                issuer.issuer(), new WatchedFile<>(vertx, Path.of(issuer.keys()), parser, Optional.empty()));
    }

    /** The key of a file that can be created later. */
    static FileKeys optional(String issuer, Path path, Vertx vertx) {
        return new FileKeys(
                issuer, new WatchedFile<>(vertx, path, new KeyParser(issuer)::parse, Optional.of(KeySet.EMPTY)));
    }

    @Override
    public Future<Void> start() {
        return file.check();
    }

    /** Reads the file again if it has changed. */
    Future<Void> check() {
        return file.check();
    }

    @Override
    public Future<KeySet> keys(String kid) {
        return has(kid) ? Future.succeededFuture(file.content()) : file.check().map(v -> found(kid));
    }

    private KeySet found(String kid) {
        Refusal.KEYS_UNAVAILABLE.unless(file.content() != null);
        Refusal.UNKNOWN_KEY.unless(has(kid));
        return file.content();
    }

    private boolean has(String kid) {
        return file.content() != null && file.content().contains(kid);
    }

    @Override
    public Optional<String> missing() {
        return isLoaded()
                ? Optional.empty()
                : Optional.of(issuer + ": " + file.failure().orElse("its file of keys is not read yet"));
    }

    @Override
    public boolean isLoaded() {
        return file.content() != null;
    }

    private static KeySet secret(byte[] content) {
        byte[] secret = new String(content, StandardCharsets.ISO_8859_1)
                .replaceFirst("\\R\\z", "")
                .getBytes(StandardCharsets.ISO_8859_1);
        // A public key as the secret would let everyone who knows it sign tokens (RFC 8725, section 2.1).
        if (PemKeys.isPem(content)) {
            throw new IllegalArgumentException("contains a PEM key; HMAC needs a random secret");
        }
        if (secret.length < MIN_SECRET) {
            throw new IllegalArgumentException("the secret has less than " + MIN_SECRET + " bytes");
        }
        JWK key = new OctetSequenceKey.Builder(secret).build();
        return new KeySet(List.of(key));
    }
}
