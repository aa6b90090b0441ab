package io.polyloop.web;

import io.polyloop.auth.AuthServices;
import io.polyloop.auth.Authenticator;
import io.polyloop.auth.Identity;
import io.polyloop.auth.Secret;
import io.polyloop.auth.StoredCredential;
import io.polyloop.auth.User;
import io.polyloop.route.JsonResponse;
import io.polyloop.route.Parameters;
import io.polyloop.topic.Message;
import io.polyloop.topic.Problem;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** {@code /api/v1/session}: exchanges a token for a cookie, which the event streams of a browser send by themselves. */
final class SessionHandler {
    private static final int NO_CONTENT = 204;

    private final AuthServices auth;
    private final Authenticator authenticator;
    private final OriginCheck origins;
    private final RequestRates rates;

    SessionHandler(AuthServices auth, Authenticator authenticator, OriginCheck origins, RequestRates rates) {
        this.auth = auth;
        this.authenticator = authenticator;
        this.origins = origins;
        this.rates = rates;
    }

    /** {@code POST}: begins a session for the subject of the token. */
    void begin(RoutingContext context) {
        Parameters.none(context);
        rates.chargeRequest(context);
        String header = context.request().getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null) {
            throw Problem.UNAUTHENTICATED.because("send a token: Authorization: Bearer …");
        }
        Challenge.presented(context);
        String token = RequestCredential.bearer(header).value();
        authenticator
                .bearer(token, Gate.source(context), false)
                .compose(user -> begin(context, user))
                .onFailure(context::fail);
    }

    // The browser forgets the id of the session that it had: that one could not be ended later. If it cannot be ended
    // now, the new one stands, and the old one ends by its time.
    private Future<Void> endReplaced(RoutingContext context) {
        List<String> ids = RequestCredential.sessions(context);
        return ids.isEmpty()
                ? Future.succeededFuture()
                : authenticator
                        .session(ids.get(0), Gate.source(context))
                        .compose(old -> end(ids.get(0), old.identity().subject()))
                        .otherwiseEmpty();
    }

    private Future<Void> begin(RoutingContext context, User user) {
        String id = Secret.random();
        String hash = Secret.hash(id);
        Instant end = authenticator.now().plus(auth.settings().sessionAge());
        Identity identity = user.identity().inSession(hash, end);
        StoredCredential session = new StoredCredential(
                StoredCredential.Kind.SESSION,
                hash,
                new User(identity, user.claims()),
                List.of(),
                identity.expiresAt());
        return auth.store().save(session).compose(saved -> endReplaced(context)).onSuccess(ended -> {
            auth.audit().administered(identity.subject(), "begin session", identity.subject());
            SessionCookie.set(context.response(), id, authenticator.remaining(identity), isSecure(context));
            JsonResponse.created(context, body(identity).toBuffer());
        });
    }

    /** {@code GET}: whose session it is, and until when. */
    void show(RoutingContext context) {
        Parameters.none(context);
        rates.chargeRequest(context);
        session(context)
                .onSuccess(
                        user -> JsonResponse.ok(context, body(user.identity()).toBuffer()))
                .onFailure(context::fail);
    }

    /** {@code DELETE}: ends the session on every node, and the cookie. */
    void end(RoutingContext context) {
        Parameters.none(context);
        rates.chargeRequest(context);
        RequestCredential credential = RequestCredential.of(context);
        if (credential.kind() != RequestCredential.Kind.SESSION) {
            throw Problem.UNAUTHENTICATED.because("there is no session: send its cookie");
        }
        origins.requireOwn(context);
        // A session that has ended by itself is ended all the same: the browser wants to be rid of its cookie.
        session(context)
                .map(user -> user.identity().subject())
                .otherwise("")
                .compose(subject -> end(credential.value(), subject))
                .onSuccess(ended -> {
                    SessionCookie.set(context.response(), "", Duration.ZERO, isSecure(context));
                    context.response().setStatusCode(NO_CONTENT).end();
                })
                .onFailure(context::fail);
    }

    private Future<Void> end(String id, String subject) {
        return auth.store().endSession(Secret.hash(id)).onSuccess(ended -> {
            authenticator.forget(id);
            auth.audit().administered(subject, "end session", subject);
        });
    }

    private Future<User> session(RoutingContext context) {
        RequestCredential credential = RequestCredential.of(context);
        if (credential.kind() != RequestCredential.Kind.SESSION) {
            return Future.failedFuture(Problem.UNAUTHENTICATED.because("there is no session: send its cookie"));
        }
        Challenge.presented(context);
        return authenticator.session(credential.value(), Gate.source(context));
    }

    private static JsonObject body(Identity identity) {
        return new JsonObject()
                .put("subject", identity.subject())
                .put("issuer", identity.issuer())
                .put("tenant", identity.tenant())
                .put("expiresAt", Message.time(identity.expiresAt().toEpochMilli()));
    }

    private static boolean isSecure(RoutingContext context) {
        return RequestSource.isHttps(context);
    }
}
