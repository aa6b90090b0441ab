package io.polyloop.web;

import io.polyloop.config.HttpTls;
import io.polyloop.config.PemPair;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.util.Optional;
import java.util.StringJoiner;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Uses a certificate as soon as its files change. Open connections keep the one that they began with. On one event
 * loop, for all of them; the files are read on a worker.
 */
final class CertificateReload {
    private static final Logger LOG = LoggerFactory.getLogger(CertificateReload.class);

    private final Vertx vertx;
    private final HttpTls tls;
    private final ServerSSLOptions options;
    private final HttpServer server;
    private final CertificateState state;
    // event loop only
    private boolean checking;
    private String fault = "";
    private boolean logged;

    /** @param options those that {@code server} listens with */
    CertificateReload(Vertx vertx, HttpTls tls, HttpServerOptions options, HttpServer server, CertificateState state) {
        this.vertx = vertx;
        this.tls = tls;
        this.options = options.getSslOptions();
        this.server = server;
        this.state = state;
    }

    void start() {
        vertx.setPeriodic(tls.reloadInterval().toMillis(), tick -> {
            if (!checking) {
                checking = true;
                check().onComplete(done -> checking = false);
            }
        });
    }

    private Future<?> check() {
        StringJoiner faults = new StringJoiner("; ");
        return vertx.executeBlocking(() -> tls.load((setting, text) -> faults.add(setting + ": " + text)), false)
                .compose(pair -> use(pair, faults.toString()))
                .onFailure(failure -> onFault(failure.toString()));
    }

    private Future<?> use(Optional<PemPair> read, String faults) {
        if (read.isEmpty()) {
            onFault(faults);
            return Future.succeededFuture();
        }
        onFault("");
        PemPair pair = read.get();
        if (pair.equals(state.current())) {
            return Future.succeededFuture();
        }
        ServerSSLOptions changed = options.copy().setKeyCertOptions(pair.options());
        return server.updateSSLOptions(changed).onSuccess(updated -> {
            state.set(pair);
            LOG.info("new connections get the certificate that is now in http.tls.cert");
        });
    }

    // Two files do not change at once: a pair that does not match may do so at the next look.
    private void onFault(String found) {
        boolean again = found.equals(fault);
        if (again && !logged && !found.isEmpty()) {
            LOG.warn("{}; the certificate from before stays in use until the files are a pair", found);
            logged = true;
        }
        if (!again) {
            fault = found;
            logged = false;
        }
    }
}
