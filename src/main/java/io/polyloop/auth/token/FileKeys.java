package io.polyloop.auth.token;

import io.polyloop.config.IssuerSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.Optional;

/** Keys in a file, which is read again when it changes, and looked at when a token names a key that is not in it. */
final class FileKeys implements KeySource {
    private final String issuer;
    private final WatchedFile<KeySet> file;

    private FileKeys(String issuer, WatchedFile<KeySet> file) {
        this.issuer = issuer;
        this.file = file;
    }

    static FileKeys of(IssuerSettings issuer, Vertx vertx) {
        Path path = Path.of(issuer.keys());
        return new FileKeys(
                issuer.issuer(), new WatchedFile<>(vertx, path, IssuerKeys.reader(issuer), Optional.empty()));
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
}
