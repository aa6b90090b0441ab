package io.polyloop.web;

import io.polyloop.config.HttpSettings;
import io.polyloop.config.HttpTls;
import io.polyloop.config.LimitSettings;
import io.polyloop.config.PemPair;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.JdkSSLEngineOptions;
import io.vertx.core.tracing.TracingPolicy;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The public server's options; where one differs from the default of Vert.x, the default was unsafe. */
final class ServerOptions {
    private static final String SUBPROTOCOL = "polyloop.v1";
    /** Bytes the kernel may hold for one connection; its own choice is up to 4 MB for each that does not read. */
    private static final int SEND_BUFFER = 64 * 1024;
    /** Vert.x then takes one free port for all instances of the verticle, and not one for each. */
    private static final int ONE_FREE_PORT = -1;

    private static final Set<String> PROTOCOLS = Set.of("TLSv1.2", "TLSv1.3");
    private static final String LOOPBACK = "127.0.0.1";

    /** The headers of a page are then written as the bytes they were before. It has no setter. */
    private static final String CACHED_HEADERS = "vertx.cacheImmutableHttpResponseHeaders";

    private ServerOptions() {}

    /** @param traced whether requests without a parent can be traced */
    static HttpServerOptions of(HttpSettings http, LimitSettings limits, boolean traced) {
        System.setProperty(CACHED_HEADERS, System.getProperty(CACHED_HEADERS, "true"));
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
                // Answers come from their event loop anyway; a queue for other threads would cost 4.7 KB a connection.
                .setStrictThreadMode(true)
                .setHttp2ClearTextEnabled(false);
        options.setTracingPolicy(traced ? TracingPolicy.ALWAYS : TracingPolicy.IGNORE);
        options.setSendBufferSize(SEND_BUFFER).setTcpKeepAlive(true);
        return options;
    }

    /** The same with TLS 1.2 or later, and the suites of the JDK. */
    static HttpServerOptions withTls(HttpServerOptions options, HttpTls tls, PemPair pair) {
        HttpServerOptions secure = new HttpServerOptions(options)
                .setSsl(true)
                .setKeyCertOptions(pair.options())
                .setEnabledSecureTransportProtocols(PROTOCOLS)
                .setSslHandshakeTimeout(tls.handshakeTimeout().toMillis())
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                // HTTP/1.1 only, as without TLS.
                .setUseAlpn(false);
        // A signature takes a millisecond: on the event loop a burst of clients would delay everything else.
        secure.setSslEngineOptions(new JdkSSLEngineOptions().setUseWorkerThread(true));
        return secure;
    }

    /** The same for this machine only, on another port. */
    static HttpServerOptions onLoopback(HttpServerOptions options, int port) {
        return new HttpServerOptions(options).setHost(LOOPBACK).setPort(port);
    }
}
