package io.polyloop.web;

import io.polyloop.config.LiveSettings;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/** The live connections of one event loop, with one heartbeat timer and one drain for all of them. */
final class LiveConnections {
    /** Connections per turn of the event loop: thousands would block everything else. */
    private static final int MAX_GOAWAYS = 200;

    /** Checks within {@code live.stalled-after}: a connection closes at most one interval late. */
    static final int STALL_CHECKS = 16;

    /** How late a connection closes at most when its credentials end. */
    private static final long CREDENTIALS_TICK_MS = 250;

    private final Vertx vertx;
    private final LiveSettings settings;
    // event loop only
    private final Set<LiveConnection> connections = new LinkedHashSet<>();
    private Promise<Void> empty;

    LiveConnections(Vertx vertx, LiveSettings settings) {
        this.vertx = vertx;
        this.settings = settings;
    }

    /** @param credentials whether clients authenticate: then one timer for all ends those whose credentials end */
    void start(boolean credentials) {
        if (credentials) {
            schedule(CREDENTIALS_TICK_MS, LiveConnection::checkCredentials);
        }
        schedule(settings.heartbeat().toMillis(), LiveConnection::heartbeat);
        schedule(Math.max(1, settings.stalledAfter().toMillis() / STALL_CHECKS), LiveConnection::checkStalled);
    }

    private void schedule(long millis, Consumer<LiveConnection> action) {
        vertx.setPeriodic(millis, tick -> List.copyOf(connections).forEach(action));
    }

    void add(LiveConnection connection) {
        connections.add(connection);
        if (empty != null) {
            // In the next turn: the connection is still being set up.
            vertx.runOnContext(made -> connection.goAway(reconnectAfterMs()));
        }
    }

    void remove(LiveConnection connection) {
        connections.remove(connection);
        if (empty != null && connections.isEmpty()) {
            empty.tryComplete();
        }
    }

    /**
     * Asks every client to reconnect, each after another delay: all at once would overload the next node. Closes those
     * that do not read after {@code graceMs}.
     */
    Future<Void> drain(long graceMs) {
        empty = Promise.promise();
        vertx.setTimer(Math.max(1, graceMs), late -> List.copyOf(connections).forEach(LiveConnection::closeNow));
        goAway(List.copyOf(connections).iterator());
        if (connections.isEmpty()) {
            empty.tryComplete();
        }
        return empty.future();
    }

    private void goAway(Iterator<LiveConnection> rest) {
        for (int i = 0; i < MAX_GOAWAYS && rest.hasNext(); i++) {
            LiveConnection connection = rest.next();
            if (connections.contains(connection)) {
                connection.goAway(reconnectAfterMs());
            }
        }
        if (rest.hasNext()) {
            vertx.runOnContext(turn -> goAway(rest));
        }
    }

    private long reconnectAfterMs() {
        return ThreadLocalRandom.current().nextLong(settings.reconnectSpread().toMillis() + 1);
    }
}
