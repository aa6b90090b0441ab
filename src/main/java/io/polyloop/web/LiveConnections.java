package io.polyloop.web;

import io.polyloop.config.LiveSettings;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** The live connections of one event loop: one timer beats for all of them, and one call sends them all away. */
final class LiveConnections {
    private final Vertx vertx;
    private final LiveSettings settings;
    // event loop only
    private final Set<LiveConnection> connections = new LinkedHashSet<>();
    private Promise<Void> empty;

    LiveConnections(Vertx vertx, LiveSettings settings) {
        this.vertx = vertx;
        this.settings = settings;
    }

    void start() {
        vertx.setPeriodic(settings.heartbeat().toMillis(), tick -> List.copyOf(connections)
                .forEach(LiveConnection::beat));
    }

    void add(LiveConnection connection) {
        connections.add(connection);
        if (empty != null) {
            // Not at once: the connection is just being made.
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
     * Sends every client away, each told another time to come back: all at once would be a storm on the next node.
     * Those that do not read are cut off after {@code graceMs}.
     */
    Future<Void> drain(long graceMs) {
        empty = Promise.promise();
        vertx.setTimer(Math.max(1, graceMs), late -> List.copyOf(connections).forEach(LiveConnection::cut));
        List.copyOf(connections).forEach(connection -> connection.goAway(reconnectAfterMs()));
        if (connections.isEmpty()) {
            empty.tryComplete();
        }
        return empty.future();
    }

    private long reconnectAfterMs() {
        return ThreadLocalRandom.current().nextLong(settings.reconnectSpread().toMillis() + 1);
    }
}
