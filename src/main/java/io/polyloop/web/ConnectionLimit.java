package io.polyloop.web;

import io.polyloop.config.IpLiteral;
import io.polyloop.config.TrustedProxies;
import io.polyloop.internals.ConnectionAccess;
import io.polyloop.internals.HandshakeGuard;
import io.polyloop.limit.Limits;
import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Limits the open connections of this node, those in their TLS handshake among them, and how fast one address can open
 * them: a flood exhausts file descriptors first. Thread-safe, once it is set up.
 */
final class ConnectionLimit implements HandshakeGuard {
    private static final ProblemException TOO_MANY =
            Problem.RATE_LIMITED.because("too many open connections (limits.connections)");
    private static final ProblemException TOO_FAST =
            Problem.RATE_LIMITED.because("too many new connections of one address (limits.rate.connections)");
    private static final String UNKNOWN = "unknown";

    private final AtomicInteger open;
    private final int max;
    private final Limits limits;
    private final RefusalMetrics refusals;
    private final TrustedProxies proxies;
    private boolean guardsHandshakes;

    /** @param node counts the connections of all event loops */
    ConnectionLimit(WebNodeState node, int max, TrustedProxies proxies) {
        this.open = node.connections();
        this.max = max;
        this.limits = node.limits();
        this.refusals = node.refusals();
        this.proxies = proxies;
    }

    /** Counts handshakes too, as far as the access to connections allows it. */
    void guardHandshakes(ConnectionAccess access, HttpServerOptions options) {
        guardsHandshakes = access.guardHandshakes(options, this);
    }

    /** Counts a connection, which has to call {@link #onClose} at its end; false if it has to be closed. */
    boolean tryOpen(HttpConnection connection) {
        boolean admitted = connection.isSsl() && guardsHandshakes
                || isAdmitted(connection.remoteAddress().hostAddress());
        return admitted && tryOpen();
    }

    void onClose() {
        open.decrementAndGet();
    }

    @Override
    public boolean begin(String address) {
        return isAdmitted(address) && tryOpen();
    }

    /** The connection counts again as soon as it is established. */
    @Override
    public void end() {
        onClose();
    }

    private boolean tryOpen() {
        if (open.incrementAndGet() <= max) {
            return true;
        }
        open.decrementAndGet();
        refusals.add(Protocol.HTTP, TOO_MANY);
        return false;
    }

    private boolean isAdmitted(String peer) {
        String address = peer == null ? UNKNOWN : peer;
        if (isProxy(address) || limits.admitConnection(address)) {
            return true;
        }
        refusals.add(Protocol.HTTP, TOO_FAST);
        return false;
    }

    private boolean isProxy(String address) {
        return !proxies.isEmpty()
                && IpLiteral.parse(address).filter(proxies::contains).isPresent();
    }
}
