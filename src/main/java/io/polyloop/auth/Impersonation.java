package io.polyloop.auth;

import io.polyloop.topic.Append;
import io.polyloop.topic.Journal;
import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.Optional;

/** Lets a verticle use the journal as the user of a request, which it gives back as {@code as}. Any thread. */
public final class Impersonation {
    private static final Authenticator.Source BUS = new Authenticator.Source("bus", null);

    private final AuthServices auth; // null if clients do not authenticate
    private final InstantSource clock;

    public Impersonation(AuthServices auth, InstantSource clock) {
        this.auth = auth;
        this.clock = clock;
    }

    /** For a journal whose clients do not authenticate: whatever user is given, it is the service. */
    public static Impersonation none() {
        return new Impersonation(null, InstantSource.system());
    }

    /**
     * The journal as this user may use it; in another mode than token, the journal itself. Throws {@link
     * Problem#UNAUTHENTICATED} for null, which is the user of an anonymous request, and for a user whose credentials
     * have ended since; {@link Problem#INVALID_PARAMETER} for what is not the user of a request.
     */
    public Journal journal(Journal journal, Object user) {
        return check(user)
                .<Journal>map(identity -> new AuthorizedJournal(journal, auth, identity, BUS))
                .orElse(journal);
    }

    /**
     * The append as this user may store it; in another mode than token, the append itself. Throws as {@link #journal}
     * does, and {@link Problem#FORBIDDEN} if the rules do not allow it.
     */
    public Append judge(Append append, Object user) {
        return check(user).map(identity -> allowed(append, identity)).orElse(append);
    }

    private Append allowed(Append append, Identity identity) {
        Future<Append> allowed = new Authorization(auth, identity, BUS).allow(append);
        if (allowed.failed()) {
            throw ProblemException.of(allowed.cause());
        }
        return allowed.result();
    }

    /** Who this user is; empty in another mode than token. Throws as {@link #journal} does. */
    public Optional<Identity> check(Object user) {
        if (auth == null || !auth.settings().required()) {
            return Optional.empty();
        }
        // Without the check, a request without credentials would have the rights of the service.
        if (user == null) {
            throw Problem.UNAUTHENTICATED.because("the request has no user");
        }
        Identity identity = identity(user);
        auth.ended(identity, clock.instant()).ifPresent(ending -> {
            throw Problem.UNAUTHENTICATED.because(ending.detail());
        });
        return Optional.of(identity);
    }

    private static Identity identity(Object user) {
        try {
            return UserJson.identity(user instanceof JsonObject json ? json : new JsonObject());
        } catch (IllegalArgumentException malformed) {
            throw Problem.INVALID_PARAMETER.because("as must be the user of a request, unchanged");
        }
    }
}
