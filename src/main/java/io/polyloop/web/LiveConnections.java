package io.polyloop.web;

import io.polyloop.config.LiveSettings;
import io.vertx.core.Context;
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
    private final NodeConnections node;
    // event loop only
    private final Set<LiveConnection> connections = new LinkedHashSet<>();
    private Promise<Void> empty;
    private Context loop;
    private volatile int count;

    LiveConnections(Vertx vertx, LiveSettings settings, NodeConnections node) {
        this.vertx = vertx;
        this.settings = settings;
        this.node = node;
    }

    /** @param credentials whether clients authenticate: then one timer for all ends those whose credentials end */
    void start(boolean credentials) {
        loop = vertx.getOrCreateContext();
        node.add(this);
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
        count = connections.size();
        if (empty != null) {
            // In the next turn: the connection is still being set up.
            vertx.runOnContext(made -> connection.goAway(reconnectAfterMs()));
        }
    }

    void remove(LiveConnection connection) {
        connections.remove(connection);
        count = connections.size();
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

    /** How many there are. Any thread. */
    int count() {
        return count;
    }

    /**
     * Asks the clients that have been connected for longest to reconnect: those that come back are the last in turn.
     * Does not choose one that still has messages or answers to receive. Closes those that have not left after {@code
     * live.stalled-after}. Any thread.
     */
    void sendAway(int clients) {
        if (clients > 0) {
            loop.runOnContext(turn -> sendAwayOldest(clients));
        }
    }

    private void sendAwayOldest(int clients) {
        if (empty != null) {
            return;
        }
        List<LiveConnection> oldest = connections.stream()
                .filter(LiveConnection::canLeave)
                .limit(clients)
                .toList();
        oldest.forEach(connection -> {
            connection.goAway(reconnectAfterMs());
            node.onSentAway();
        });
        vertx.setTimer(
                settings.stalledAfter().toMillis(),
                late -> oldest.stream().filter(connections::contains).forEach(LiveConnection::closeNow));
    }

    private long reconnectAfterMs() {
        return ThreadLocalRandom.current().nextLong(settings.reconnectSpread().toMillis() + 1);
    }
}
