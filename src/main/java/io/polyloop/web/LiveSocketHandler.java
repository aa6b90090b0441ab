package io.polyloop.web;

import io.polyloop.auth.Authenticator;
import io.polyloop.auth.User;
import io.polyloop.http.RequestFraming;
import io.polyloop.http.TokenList;
import io.polyloop.route.Parameters;
import io.polyloop.topic.Problem;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.util.Base64;

/** {@code GET /api/v1/live}: checks the handshake (RFC 6455, 4.2.1) and the origin, then upgrades to a WebSocket. */
final class LiveSocketHandler implements Handler<RoutingContext> {
    private static final String VERSION = "13";
    private static final String VERSION_HEADER = "Sec-WebSocket-Version";
    private static final String KEY_HEADER = "Sec-WebSocket-Key";
    private static final String WEBSOCKET = "websocket";
    private static final int KEY_BYTES = 16;
    private static final int KEY_LENGTH = 24; // with its padding, which the decoder of Java does not ask for

    private final OriginCheck origins;
    private final ConnectionDeadlines connections;
    private final LiveContext live;

    LiveSocketHandler(OriginCheck origins, ConnectionDeadlines connections, LiveContext live) {
        this.origins = origins;
        this.connections = connections;
        this.live = live;
    }

    @Override
    public void handle(RoutingContext context) {
        Protocol.WEBSOCKET.mark(context);
        HttpServerRequest request = context.request();
        checkHandshake(context);
        origins.check(request);
        Parameters.none(context);
        live.rates().chargeRequest(context);
        if (!live.authenticator().required()) {
            prepare(request);
            upgrade(context, null);
            return;
        }
        RequestCredential credential = RequestCredential.of(context);
        prepare(request);
        if (credential.kind() == RequestCredential.Kind.SESSION) {
            origins.requireOwn(context);
        }
        if (credential.kind() != RequestCredential.Kind.BEARER) {
            upgrade(context, authenticate(credential, context));
            return;
        }
        Challenge.presented(context);
        request.pause();
        live.authenticator()
                .bearer(credential.value(), Gate.source(context), false)
                .onComplete(verified -> request.resume())
                .compose(user -> {
                    upgrade(context, Future.succeededFuture(user));
                    return Future.succeededFuture();
                })
                // Also what the upgrade throws: without an answer the client would wait.
                .onFailure(context::fail);
    }

    // A page cannot see the status of a refused handshake: what it presents is refused on the socket, with 4401.
    private Future<User> authenticate(RequestCredential credential, RoutingContext context) {
        Authenticator.Source source = Gate.source(context);
        return switch (credential.kind()) {
            case SUBPROTOCOL -> live.authenticator().bearer(credential.value(), source, false);
            case SESSION -> live.authenticator().session(credential.value(), source);
            case BEARER, TICKET, NONE -> null;
        };
    }

    private void upgrade(RoutingContext context, Future<User> presented) {
        HttpServerRequest request = context.request();
        Authenticator.Source source = Gate.source(context).withoutRequest();
        HttpConnection connection = request.connection();
        // Vert.x keeps request and response for as long as the socket lives, and a handler would keep all this with it.
        context.response().bodyEndHandler(null).headersEndHandler(null);
        // Frames that came in one packet with the request: Vert.x would lose them, as it has no socket for them yet.
        Runnable firstFrames = live.access().holdFirstFrames(connection);
        request.toWebSocket()
                .onSuccess(socket -> {
                    new LiveSocket(
                                    socket,
                                    connection,
                                    live,
                                    opened -> new OperationHandler(opened, live, source, presented))
                            .open(connections.onUpgrade(connection));
                    firstFrames.run();
                })
                .onFailure(context::fail);
    }

    private static void checkHandshake(RoutingContext context) {
        HttpServerRequest request = context.request();
        MultiMap headers = request.headers();
        boolean upgrade = TokenList.has(headers, HttpHeaders.UPGRADE, WEBSOCKET)
                && TokenList.has(headers, HttpHeaders.CONNECTION, "upgrade");
        if (!upgrade || !VERSION.equals(request.getHeader(VERSION_HEADER))) {
            context.response().putHeader(HttpHeaders.UPGRADE, WEBSOCKET);
            context.response().putHeader(VERSION_HEADER, VERSION);
            throw Problem.UPGRADE_REQUIRED.because("send an upgrade to websocket, version " + VERSION);
        }
        if (request.version() != HttpVersion.HTTP_1_1 || RequestFraming.hasBody(request)) {
            throw Problem.INVALID_REQUEST.because("open a WebSocket with an HTTP/1.1 GET without a body");
        }
        if (!isKey(request.getHeader(KEY_HEADER))) {
            throw Problem.INVALID_REQUEST.because("Sec-WebSocket-Key must be 16 bytes in base64");
        }
    }

    /** Vert.x and Netty look at the first line of a header, and at one token of it. */
    private static void prepare(HttpServerRequest request) {
        RequestCredential.remove(request);
        request.headers().set(HttpHeaders.CONNECTION, HttpHeaders.UPGRADE).set(HttpHeaders.UPGRADE, WEBSOCKET);
    }

    private static boolean isKey(String key) {
        try {
            return key != null
                    && key.length() == KEY_LENGTH
                    && Base64.getDecoder().decode(key).length == KEY_BYTES;
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }
}
