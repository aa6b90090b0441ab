package io.polyloop.auth.token;

import io.micrometer.core.instrument.MeterRegistry;
import io.polyloop.auth.CredentialVerifier;
import io.polyloop.auth.Identity;
import io.polyloop.auth.User;
import io.polyloop.config.Settings;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.Optional;
import java.util.Set;

/** Loads the keys of a node and keeps them up to date. Deployed once, before the public port opens. */
public final class CredentialsVerticle extends VerticleBase implements CredentialVerifier {
    private final Settings settings;
    private final Set<String> claimNames;
    private final MeterRegistry registry;
    private volatile Credentials credentials;

    /** @param claimNames the claims by which the rules decide */
    public CredentialsVerticle(Settings settings, Set<String> claimNames, MeterRegistry registry) {
        this.settings = settings;
        this.claimNames = claimNames;
        this.registry = registry;
    }

    @Override
    public Future<?> start() {
        Credentials created = new Credentials(
                vertx, settings.auth(), settings.dataDir(), settings.acceptsDevelopmentTokens(), claimNames, registry);
        credentials = created;
        return created.start();
    }

    @Override
    public Future<?> stop() {
        return credentials.close();
    }

    @Override
    public Future<User> verify(String credential) {
        Credentials current = credentials;
        return current == null ? Future.failedFuture(Refusal.KEYS_UNAVAILABLE.exception()) : current.verify(credential);
    }

    @Override
    public boolean holds(Identity identity) {
        Credentials current = credentials;
        return current == null || current.holds(identity);
    }

    /** Which keys are missing, and why; empty if none are. Any thread. */
    public Optional<String> missing() {
        Credentials current = credentials;
        return current == null ? Optional.of("the keys are not loaded yet") : current.missing();
    }

    /** Whether some client can authenticate: some keys were loaded, or none are missing. Any thread. */
    public boolean isReady() {
        Credentials current = credentials;
        return current != null && current.notReady().isEmpty();
    }
}
