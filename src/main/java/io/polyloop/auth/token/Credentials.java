package io.polyloop.auth.token;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.polyloop.auth.CredentialVerifier;
import io.polyloop.auth.Identity;
import io.polyloop.auth.User;
import io.polyloop.config.AuthSettings;
import io.polyloop.config.IssuerSettings;
import io.polyloop.topic.ProblemException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Verifies the credentials of one node: tokens of {@code auth.issuers}, service keys of {@code auth.keys-file}, and
 * development tokens if it accepts them. Create it on the context of a verticle.
 */
public final class Credentials implements CredentialVerifier {
    /** How often files are looked at for a change. */
    private static final long FILE_INTERVAL_MILLIS = 1_000;

    private final Vertx vertx;
    private final SignaturePool signatures;
    private final JsonFetcher fetcher;
    private final List<TrustedIssuer> issuers = new ArrayList<>();
    private final List<FileKeys> files = new ArrayList<>();
    private final Optional<WatchedFile<Map<String, ServiceKey>>> keysFile;
    private final Tokens tokens;
    private final ServiceKeys serviceKeys;
    private final Users users;
    private long timer;

    /**
     * @param dataDir the directory with the development key
     * @param development whether development tokens are accepted
     * @param claimNames the claims that {@link Identity#claims} keeps
     */
    public Credentials(
            Vertx vertx,
            AuthSettings settings,
            Path dataDir,
            boolean development,
            Set<String> claimNames,
            MeterRegistry registry) {
        this.vertx = vertx;
        this.signatures = new SignaturePool(
                vertx, SignaturePool.threads(Runtime.getRuntime().availableProcessors()));
        this.fetcher = new JsonFetcher(vertx, settings.timeout());
        Clock clock = Clock.systemUTC();
        for (IssuerSettings issuer : settings.issuers()) {
            issuers.add(TrustedIssuer.of(issuer, keys(issuer, settings, registry), settings, clock));
        }
        if (development) {
            IssuerSettings issuer = DevelopmentKey.issuer(dataDir);
            FileKeys key = FileKeys.optional(issuer.issuer(), DevelopmentKey.file(dataDir), vertx);
            files.add(key);
            issuers.add(TrustedIssuer.of(issuer, key, settings, clock));
        }
        this.users = new Users(settings, claimNames);
        this.tokens = new Tokens(issuers, signatures, users);
        this.keysFile = Optional.of(settings.keysFile())
                .filter(file -> !file.isEmpty())
                .map(file -> new WatchedFile<>(vertx, Path.of(file), ServiceKeyFile::parse, Optional.of(Map.of())));
        this.serviceKeys = new ServiceKeys(this::serviceKeysById, clock);
        Gauge.builder("polyloop.auth.pending", signatures, SignaturePool::pending)
                .description("tokens that wait for the check of their signature, or are checked")
                .register(registry);
    }

    /** Completes after the first attempt to load all keys: {@link #missing} tells whether it succeeded. */
    public Future<Void> start() {
        List<Future<Void>> loading = new ArrayList<>();
        issuers.forEach(issuer -> loading.add(issuer.keys().start()));
        keysFile.ifPresent(file -> loading.add(file.check()));
        timer = vertx.setPeriodic(FILE_INTERVAL_MILLIS, id -> checkFiles());
        return Future.join(loading).mapEmpty();
    }

    public Future<Void> close() {
        vertx.cancelTimer(timer);
        issuers.forEach(issuer -> issuer.keys().close());
        return Future.join(fetcher.close(), signatures.close()).mapEmpty();
    }

    /** Which keys are missing, and why; empty if none are. Any thread. */
    public Optional<String> missing() {
        List<String> reasons = new ArrayList<>();
        issuers.forEach(issuer -> issuer.keys().missing().ifPresent(reasons::add));
        keysFile.filter(file -> file.content() == null)
                .ifPresent(
                        file -> reasons.add("auth.keys-file: " + file.failure().orElse("is not read yet")));
        return reasons.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", reasons));
    }

    /** Why no client can authenticate: no keys at all were loaded since the start. Empty if some were. Any thread. */
    public Optional<String> notReady() {
        // One issuer of several that cannot be reached must not make all nodes unready.
        return missing().filter(reasons -> !isLoaded());
    }

    private boolean isLoaded() {
        return !serviceKeysById().isEmpty()
                || issuers.stream()
                        .filter(issuer -> !issuer.name().equals(Identity.DEVELOPMENT))
                        .anyMatch(issuer -> issuer.keys().isLoaded());
    }

    @Override
    public Future<User> verify(String credential) {
        Context caller = vertx.getOrCreateContext();
        Promise<User> verified = Promise.promise();
        dispatch(credential).onComplete(end -> {
            if (Vertx.currentContext() == caller) {
                verified.handle(end);
            } else {
                caller.runOnContext(v -> verified.handle(end));
            }
        });
        return verified.future();
    }

    @Override
    public boolean holds(Identity identity) {
        return !identity.issuer().equals(Identity.SERVICE_KEYS)
                || serviceKeysById().containsKey(identity.tokenId());
    }

    private Future<User> dispatch(String credential) {
        try {
            return credential.startsWith(ServiceKeys.PREFIX)
                    ? Future.succeededFuture(users.ofServiceKey(serviceKeys.verify(credential)))
                    : tokens.verify(credential);
        } catch (ProblemException refusal) {
            return Future.failedFuture(refusal);
        }
    }

    private KeySource keys(IssuerSettings issuer, AuthSettings settings, MeterRegistry registry) {
        if (issuer.isFile()) {
            FileKeys keys = FileKeys.of(issuer, vertx);
            files.add(keys);
            return keys;
        }
        KeyLocation location = new KeyLocation(issuer, fetcher);
        Function<byte[], KeySet> reader = IssuerKeys.reader(issuer);
        return new FetchedKeys(
                issuer.issuer(),
                vertx,
                () -> location.find()
                        .compose(fetcher::get)
                        .compose(jwks -> vertx.executeBlocking(() -> reader.apply(jwks.getBytes()))),
                new FetchedKeys.Limits(settings.maxStale(), settings.timeout()),
                FetchTiming.DEFAULT,
                System::nanoTime,
                new FetchMetrics(registry, issuer.issuer()));
    }

    private Map<String, ServiceKey> serviceKeysById() {
        return keysFile.map(WatchedFile::content).orElseGet(Map::of);
    }

    private void checkFiles() {
        files.forEach(FileKeys::check);
        keysFile.ifPresent(WatchedFile::check);
    }
}
