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
    private static final String DOOR = "session";

    private final AuthServices auth;
    private final Authenticator authenticator;
    private final OriginCheck origins;

    SessionHandler(AuthServices auth, Authenticator authenticator, OriginCheck origins) {
        this.auth = auth;
        this.authenticator = authenticator;
        this.origins = origins;
    }

    /** {@code POST}: begins a session for the subject of the token. */
    void begin(RoutingContext context) {
        Parameters.none(context);
        // A cookie may come along: it is the one that this request replaces.
        String header = context.request().getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null) {
            throw Problem.UNAUTHENTICATED.because("send a token: Authorization: Bearer …");
        }
        Challenge.presented(context);
        String token = RequestCredential.bearer(header).value();
        authenticator
                .bearer(token, Gate.source(context, DOOR), false)
                .compose(user -> begin(context, user))
                .onFailure(context::fail);
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
        return auth.store().save(session).onSuccess(saved -> {
            auth.audit().administered(identity.subject(), "begin session", identity.subject());
            SessionCookie.set(context.response(), id, authenticator.remaining(identity), isSecure(context));
            JsonResponse.created(context, body(identity).toBuffer());
        });
    }

    /** {@code GET}: whose session it is, and until when. */
    void show(RoutingContext context) {
        Parameters.none(context);
        session(context)
                .onSuccess(
                        user -> JsonResponse.ok(context, body(user.identity()).toBuffer()))
                .onFailure(context::fail);
    }

    /** {@code DELETE}: ends the session on every node, and the cookie. */
    void end(RoutingContext context) {
        Parameters.none(context);
        RequestCredential credential = RequestCredential.of(context.request());
        if (credential.kind() != RequestCredential.Kind.SESSION) {
            throw Problem.UNAUTHENTICATED.because("there is no session: send its cookie");
        }
        origins.requireOwn(context.request());
        auth.store()
                .endSession(Secret.hash(credential.value()))
                .onSuccess(ended -> {
                    auth.audit().administered("", "end session", "");
                    SessionCookie.set(context.response(), "", Duration.ZERO, isSecure(context));
                    context.response().setStatusCode(NO_CONTENT).end();
                })
                .onFailure(context::fail);
    }

    private Future<User> session(RoutingContext context) {
        RequestCredential credential = RequestCredential.of(context.request());
        if (credential.kind() != RequestCredential.Kind.SESSION) {
            return Future.failedFuture(Problem.UNAUTHENTICATED.because("there is no session: send its cookie"));
        }
        Challenge.presented(context);
        return authenticator.session(credential.value(), Gate.source(context, DOOR));
    }

    private static JsonObject body(Identity identity) {
        return new JsonObject()
                .put("subject", identity.subject())
                .put("expiresAt", Message.time(identity.expiresAt().toEpochMilli()));
    }

    private static boolean isSecure(RoutingContext context) {
        return RequestSource.isHttps(context);
    }
}
