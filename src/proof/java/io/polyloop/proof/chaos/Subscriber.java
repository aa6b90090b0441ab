package io.polyloop.proof.chaos;

import io.vertx.core.Vertx;
import java.net.URI;
import java.util.List;
import java.util.Random;

/**
 * Listens to one topic for ever: whenever its connection ends, it goes on at another node from its last position, and
 * now and then it ends the connection itself. Event loop only.
 */
final class Subscriber {
    private static final long RETRY_DELAY_MS = 50;
    private static final long CHECK_INTERVAL_MS = 500;
    private static final long SILENCE_TIMEOUT_NANOS = 4_000_000_000L;

    private final Vertx vertx;
    private final Transport transport;
    private final List<URI> nodes;
    private final Random random;
    private final SubscriberOutages outages;
    private final String topic;
    private final long disconnectAfterMs;
    private final DeliveryCheck check = new DeliveryCheck();
    private Connection connection;
    private String position = "0";
    private boolean stopped;

    Subscriber(
            Vertx vertx,
            Transport way,
            List<URI> nodes,
            Random random,
            SubscriberOutages absences,
            String topic,
            long cutAfterMs) {
        this.vertx = vertx;
        this.transport = way;
        this.nodes = nodes;
        this.random = random;
        this.outages = absences;
        this.topic = topic;
        this.disconnectAfterMs = cutAfterMs;
    }

    void start() {
        connect(random.nextInt(nodes.size()), null);
    }

    /** Ends for good. */
    void stop() {
        stopped = true;
        if (connection != null) {
            connection.disconnect();
        }
    }

    String topic() {
        return topic;
    }

    DeliveryCheck check() {
        return check;
    }

    private void connect(int node, SubscriberOutages.Outage absence) {
        if (stopped) {
            return;
        }
        connection = new Connection(node, absence);
        Connection mine = connection;
        transport
                .connect(nodes.get(node), topic, position, mine)
                .onSuccess(mine::opened)
                .onFailure(failed -> vertx.setTimer(RETRY_DELAY_MS, id -> connect(otherNode(node), mine.outage)));
    }

    private int otherNode(int node) {
        return nodes.size() == 1 ? node : (node + 1 + random.nextInt(nodes.size() - 1)) % nodes.size();
    }

    /** One connection. What comes late from an earlier one, that was given up, is not listened to. */
    private final class Connection implements ConnectionListener {
        private final int node;
        private SubscriberOutages.Outage outage;
        private Runnable closeAbruptly = () -> {};
        private long lastReceived = System.nanoTime();
        private long watch = -1;
        private boolean closed;

        Connection(int node, SubscriberOutages.Outage absence) {
            this.node = node;
            this.outage = absence;
        }

        void opened(Runnable end) {
            closeAbruptly = end;
            watch = vertx.setPeriodic(CHECK_INTERVAL_MS, id -> watch());
            vertx.setTimer(1 + random.nextLong(2 * disconnectAfterMs), id -> disconnect());
        }

        @Override
        public void onMessage(String after, long seq, String key) {
            if (closed) {
                return;
            }
            lastReceived = System.nanoTime();
            if (outage != null) {
                outages.ended(outage);
                outage = null;
            }
            check.received(seq, key);
            position = after;
        }

        @Override
        public void onReset() {
            check.reset();
        }

        @Override
        public void onHeartbeat() {
            lastReceived = System.nanoTime();
        }

        @Override
        public void onClose() {
            if (!closed) {
                closed = true;
                vertx.cancelTimer(watch);
                connect(otherNode(node), outages.started(node));
            }
        }

        private void watch() {
            if (System.nanoTime() - lastReceived > SILENCE_TIMEOUT_NANOS) {
                disconnect();
            }
        }

        private void disconnect() {
            if (!closed) {
                onClose();
                closeAbruptly.run();
            }
        }
    }
}
