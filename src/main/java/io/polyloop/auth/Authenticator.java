package io.polyloop.auth;

import io.polyloop.limit.Limits;
import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Finds out who presents a token, a service key, a session or a ticket. One for each event loop, used on it. */
public final class Authenticator {
    /** How long a service key or a session is not looked up again: a key that is removed works as much longer. */
    private static final Duration RECHECK = Duration.ofSeconds(1);

    /** How long a token is not verified again: one that is signed with a withdrawn or stale key works as much longer. */
    private static final Duration REVERIFY = Duration.ofMinutes(5);

    private static final String SESSION = "session ";

    private final AuthServices services;
    private final Limits limits;
    private final Clock clock;
    private final UserCache cache;

    public Authenticator(AuthServices services, Limits limits, Clock clock) {
        this.services = services;
        this.limits = limits;
        this.clock = clock;
        this.cache = new UserCache(services.settings().cache());
    }

    /**
     * Who presents a token or a service key. Fails with {@link Problem#UNAUTHENTICATED} and the reason.
     *
     * @param remember whether the same token is likely to come again, with the next request
     */
    public Future<User> bearer(String credential, Source source, boolean remember) {
        String hash = Secret.hash(credential);
        User known = cache.get(hash, clock.instant());
        if (known != null) {
            return accepted(known);
        }
        return limited(source, () -> services.verifier().verify(credential).compose(this::accepted))
                .onSuccess(user -> {
                    source.scope().execute(() -> services.audit()
                            .authenticated(user.identity(), source.transport(), source.address()));
                    if (remember) {
                        cache.put(hash, user, until(user.identity()));
                    }
                });
    }

    /** Who has this session. Fails with {@link Problem#UNAUTHENTICATED} if it has ended. */
    public Future<User> session(String id, Source source) {
        String hash = Secret.hash(id);
        // Of its own: an id in the place of a token, or the reverse, would be accepted for as long as it is cached.
        String key = SESSION + hash;
        User known = cache.get(key, clock.instant());
        if (known != null) {
            return accepted(known);
        }
        return limited(source, () -> stored(hash)).onSuccess(user -> cache.put(key, user, after(RECHECK)));
    }

    /** Looks the session up again when it is next presented: it has ended. */
    public void forget(String sessionId) {
        cache.remove(SESSION + Secret.hash(sessionId));
    }

    /** Who has this ticket, and what for; it cannot be used again. */
    public Future<Ticket> ticket(String id, Source source) {
        return limited(source, () -> services.store()
                .takeTicket(Secret.hash(id))
                .compose(found -> stored(found, "the ticket is unknown, expired or used"))
                .compose(ticket -> accepted(kept(ticket.user(), UnaryOperator.identity()))
                        .map(user -> new Ticket(user, ticket.topics()))));
    }

    private Future<User> stored(String sessionHash) {
        return services.store()
                .session(sessionHash)
                .compose(found -> stored(found, "the session has ended"))
                .map(session -> kept(session.user(), identity -> identity.inSession(sessionHash, session.expiresAt())))
                .compose(this::accepted);
    }

    /** Verifies, unless too much of what came from the same address was invalid. */
    private <T> Future<T> limited(Source source, Supplier<Future<T>> verification) {
        return limits.tooManyFailures(source.address())
                .<Future<T>>map(Future::failedFuture)
                .orElseGet(() -> verification.get().onFailure(refused -> rejected(refused, source)));
    }

    /** Why the identity does not hold any more; empty if it holds. */
    public Optional<Ending> ended(Identity identity) {
        return services.ended(identity, clock.instant());
    }

    /** Notes that the identity has no right to a route, which needs this scope. */
    public void deniedRoute(Identity identity, String scope, Source source) {
        source.scope().execute(() -> services.audit().deniedRoute(identity, scope, source.address()));
    }

    /** For how long the identity still holds; null if it does not expire. */
    public Duration remaining(Identity identity) {
        return identity.expiresAt().equals(Instant.MAX)
                ? null
                : Duration.between(clock.instant(), identity.expiresAt());
    }

    /** Now, by the clock by which identities expire. */
    public Instant now() {
        return clock.instant();
    }

    /** Whether clients have to authenticate. */
    public boolean required() {
        return services.settings().required();
    }

    private Future<User> accepted(User user) {
        return ended(user.identity())
                .<Future<User>>map(ending -> Future.failedFuture(Problem.UNAUTHENTICATED.because(ending.detail())))
                .orElseGet(() -> Future.succeededFuture(user));
    }

    private User kept(User stored, UnaryOperator<Identity> change) {
        Identity identity = stored.identity().keeping(services.access().claimNames());
        return new User(change.apply(identity), stored.claims());
    }

    private static Future<StoredCredential> stored(Optional<StoredCredential> found, String otherwise) {
        return found.map(Future::succeededFuture)
                .orElseGet(() -> Future.failedFuture(Problem.UNAUTHENTICATED.because(otherwise)));
    }

    private void rejected(Throwable refused, Source source) {
        // A database or an issuer that does not answer is no fault of the client.
        if (refused instanceof ProblemException known && known.problem() == Problem.UNAUTHENTICATED) {
            limits.addFailure(source.address());
            source.scope()
                    .execute(() -> services.audit().rejected(source.transport(), known.getMessage(), source.address()));
        }
    }

    private Instant until(Identity identity) {
        Instant latest = after(identity.issuer().equals(Identity.SERVICE_KEYS) ? RECHECK : REVERIFY);
        return latest.isBefore(identity.expiresAt()) ? latest : identity.expiresAt();
    }

    private Instant after(Duration time) {
        return clock.instant().plus(time);
    }

    /**
     * Where credentials come from.
     *
     * @param transport as metrics and the audit log name it
     * @param address of the client; null if it is not known
     * @param scope runs code whose log lines show the request
     */
    public record Source(String transport, String address, Executor scope) {
        /** A source without a request. */
        public Source(String transport, String address) {
            this(transport, address, Runnable::run);
        }

        /** The same for a connection that outlives its request, and must not keep it. */
        public Source withoutRequest() {
            return new Source(transport, address);
        }
    }

    /** A ticket that was taken. */
    public record Ticket(User user, List<String> topics) {}
}
