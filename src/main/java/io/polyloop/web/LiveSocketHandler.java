package io.polyloop.web;

import io.polyloop.topic.Problem;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Base64;

/** {@code GET /api/v1/live}: checks the handshake (RFC 6455, 4.2.1) and the origin, then upgrades to a WebSocket. */
final class LiveSocketHandler implements Handler<RoutingContext> {
    private static final String VERSION = "13";
    private static final String VERSION_HEADER = "Sec-WebSocket-Version";
    private static final String KEY_HEADER = "Sec-WebSocket-Key";
    private static final int KEY_BYTES = 16;

    private final Origins origins;
    private final Connections connections;
    private final LiveContext live;

    LiveSocketHandler(Origins origins, Connections connections, LiveContext live) {
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
        HttpConnection connection = request.connection();
        // Vert.x keeps request and response for as long as the socket lives, and a handler would keep all this with it.
        context.response().bodyEndHandler(null).headersEndHandler(null);
        request.toWebSocket()
                .onSuccess(socket -> new LiveSocket(socket, connection, live).open(connections.upgraded(connection)))
                .onFailure(context::fail);
    }

    private static void checkHandshake(RoutingContext context) {
        HttpServerRequest request = context.request();
        boolean upgrade = "websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE))
                && request.headers().contains(HttpHeaders.CONNECTION, HttpHeaders.UPGRADE, true);
        if (!upgrade || !VERSION.equals(request.getHeader(VERSION_HEADER))) {
            context.response().putHeader(HttpHeaders.UPGRADE, "websocket");
            context.response().putHeader(VERSION_HEADER, VERSION);
            throw Problem.UPGRADE_REQUIRED.because("ask for an upgrade to websocket, version " + VERSION);
        }
        if (!isKey(request.getHeader(KEY_HEADER))) {
            throw Problem.INVALID_REQUEST.because("Sec-WebSocket-Key is 16 bytes in base64");
        }
    }

    private static boolean isKey(String key) {
        try {
            return key != null && Base64.getDecoder().decode(key).length == KEY_BYTES;
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }
}
