package io.polyloop.web;

import io.polyloop.config.HttpSettings;
import io.polyloop.config.HttpTls;
import io.polyloop.config.PemPair;
import io.polyloop.config.Settings;
import io.polyloop.internals.ConnectionAccess;
import io.polyloop.trace.Traces;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The public port, with TLS or without, and the plain port on loopback beside one with TLS. On one event loop. */
final class PublicServers {
    private final Vertx vertx;
    private final Settings settings;
    private final WebNodeState node;
    private final ConnectionAccess access;
    private final ConnectionLimit limit;
    private final ConnectionDeadlines connections;
    private final Router router;
    // event loop only
    private final List<HttpServer> servers = new ArrayList<>();

    PublicServers(
            Vertx vertx,
            Settings settings,
            WebNodeState node,
            ConnectionAccess access,
            ConnectionLimit limit,
            ConnectionDeadlines connections,
            Router router) {
        this.vertx = vertx;
        this.settings = settings;
        this.node = node;
        this.access = access;
        this.limit = limit;
        this.connections = connections;
        this.router = router;
    }

    Future<?> listen() {
        HttpSettings http = settings.http();
        HttpServerOptions options =
                ServerOptions.of(http, settings.limits(), Traces.of(vertx).isOn());
        access.configure(options, longestPause().toMillis());
        if (http.tls().isEmpty()) {
            return listenPublicly(options);
        }
        Future<?> secure = load(http.tls().get())
                .compose(pair -> listenSecurely(options, http.tls().get(), pair));
        return http.plainPort() == 0
                ? secure
                : secure.compose(listening -> listenOnLoopback(options, http.plainPort()));
    }

    /** Accepts nothing more, and completes when every request is answered. */
    Future<?> shutdown(long graceMillis) {
        return Future.join(servers.stream()
                .map(server -> server.shutdown(graceMillis, TimeUnit.MILLISECONDS))
                .toList());
    }

    private Future<HttpServer> listenSecurely(HttpServerOptions options, HttpTls tls, PemPair pair) {
        HttpServerOptions secure = ServerOptions.withTls(options, tls, pair);
        limit.guardHandshakes(access, secure);
        CertificateState certificate = node.certificate();
        return listenPublicly(secure).onSuccess(server -> {
            if (certificate.tryWatch()) {
                certificate.set(pair);
                new CertificateReload(vertx, tls, secure, server, certificate).start();
            }
        });
    }

    private Future<HttpServer> listenOnLoopback(HttpServerOptions options, int port) {
        return listen(ServerOptions.onLoopback(options, port))
                .recover(failure -> Future.failedFuture(new IllegalStateException("http.plain-port " + port
                        + " cannot be opened; stop the process that uses it, or set another one: "
                        + failure.getMessage())));
    }

    private Future<PemPair> load(HttpTls tls) {
        StringJoiner faults = new StringJoiner("; ");
        return vertx.executeBlocking(() -> tls.load((setting, fault) -> faults.add(setting + ": " + fault))
                .orElseThrow(() -> new IllegalStateException(faults.toString())));
    }

    private Future<HttpServer> listenPublicly(HttpServerOptions options) {
        return listen(options).onSuccess(listening -> node.setPort(listening.actualPort()));
    }

    private Future<HttpServer> listen(HttpServerOptions options) {
        HttpServer server = vertx.createHttpServer(options)
                .connectionHandler(opened -> connections.onConnect(opened, access.onConnect(opened, options)))
                .invalidRequestHandler(new InvalidRequestHandler(node.refusals()))
                .requestHandler(router);
        servers.add(server);
        return server.listen();
    }

    /** The longest time for which nothing may be written to a connection that is in use. */
    private Duration longestPause() {
        return Stream.of(
                        settings.http().requestTimeout(),
                        settings.http().keepAlive(),
                        settings.live().deadAfter())
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }
}
