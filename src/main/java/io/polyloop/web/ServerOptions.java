package io.polyloop.web;

import io.polyloop.config.HttpSettings;
import io.polyloop.config.LimitSettings;
import io.vertx.core.http.HttpServerOptions;
import java.util.List;

/** The public server's options; where one differs from the default of Vert.x, the default was unsafe. */
final class ServerOptions {
    private static final String SUBPROTOCOL = "polyloop.v1";
    /** Bytes the kernel may hold for one connection; its own choice is up to 4 MB for each that does not read. */
    private static final int SEND_BUFFER = 64 * 1024;
    /** Vert.x then takes one free port for all instances of the verticle, and not one for each. */
    private static final int ONE_FREE_PORT = -1;

    private ServerOptions() {}

    static HttpServerOptions of(HttpSettings http, LimitSettings limits) {
        // These two have no setter; Vert.x reads them with each connection.
        switchOn("vertx.cacheImmutableHttpResponseHeaders");
        switchOn("vertx.internCommonHttpRequestHeadersToLowerCase");
        HttpServerOptions options = new HttpServerOptions()
                .setHost(http.host())
                .setPort(http.port() == 0 ? ONE_FREE_PORT : http.port())
                .setMaxInitialLineLength(limits.uri())
                .setMaxHeaderSize(limits.headers())
                .setMaxWebSocketFrameSize(limits.message() + LiveSocket.ENVELOPE)
                .setMaxWebSocketMessageSize(limits.message() + LiveSocket.ENVELOPE)
                .setWebSocketSubProtocols(List.of(SUBPROTOCOL))
                // A 60 KB compressed frame unfolds to 60 MB, and each connection would hold 165 KB of dictionaries.
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false)
                .setHttp2ClearTextEnabled(false);
        options.setSendBufferSize(SEND_BUFFER).setTcpKeepAlive(true);
        return options;
    }

    /** Unless the command line says otherwise. */
    private static void switchOn(String property) {
        System.setProperty(property, System.getProperty(property, "true"));
    }
}
