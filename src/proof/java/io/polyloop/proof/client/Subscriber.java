package io.polyloop.proof.client;

import io.vertx.core.Vertx;
import java.net.URI;
import java.util.List;
import java.util.Random;

/**
 * Subscribes to one topic until it is stopped. When its connection closes, it resumes after its last position at
 * another node; from time to time it closes the connection itself. Event loop only.
 */
public final class Subscriber {
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
    private int goAways;

    public Subscriber(
            Vertx vertx,
            Transport transport,
            List<URI> nodes,
            Random random,
            SubscriberOutages outages,
            String topic,
            long disconnectAfterMs) {
        this.vertx = vertx;
        this.transport = transport;
        this.nodes = nodes;
        this.random = random;
        this.outages = outages;
        this.topic = topic;
        this.disconnectAfterMs = disconnectAfterMs;
    }

    public void start() {
        connect(random.nextInt(nodes.size()), null);
    }

    /** Disconnects and does not reconnect. */
    public void stop() {
        stopped = true;
        if (connection != null) {
            connection.disconnect();
        }
    }

    public String topic() {
        return topic;
    }

    /** How often a node asked it to reconnect. */
    public int goAways() {
        return goAways;
    }

    public DeliveryCheck check() {
        return check;
    }

    private void connect(int node, SubscriberOutages.Outage outage) {
        if (stopped) {
            return;
        }
        Connection opening = new Connection(node, outage);
        connection = opening;
        transport
                .connect(nodes.get(node), topic, position, opening)
                .onSuccess(opening::onOpen)
                .onFailure(failed -> vertx.setTimer(RETRY_DELAY_MS, id -> connect(otherNode(node), opening.outage)));
    }

    private int otherNode(int node) {
        return nodes.size() == 1 ? node : (node + 1 + random.nextInt(nodes.size() - 1)) % nodes.size();
    }

    /** One connection. Ignores what arrives after it is closed, because the next connection receives it again. */
    private final class Connection implements ConnectionListener {
        private final int node;
        private SubscriberOutages.Outage outage;
        private Runnable closeAbruptly = () -> {};
        private long lastReceived = System.nanoTime();
        private long silenceTimer = -1;
        private boolean closed;
        private long pauseMs;

        Connection(int node, SubscriberOutages.Outage outage) {
            this.node = node;
            this.outage = outage;
        }

        void onOpen(Runnable closeAbruptly) {
            this.closeAbruptly = closeAbruptly;
            silenceTimer = vertx.setPeriodic(CHECK_INTERVAL_MS, id -> checkSilence());
            vertx.setTimer(1 + random.nextLong(2 * disconnectAfterMs), id -> disconnect());
        }

        @Override
        public void onMessage(String messagePosition, long seq, String key) {
            if (closed) {
                return;
            }
            lastReceived = System.nanoTime();
            if (outage != null) {
                outages.ended(outage);
                outage = null;
            }
            check.received(seq, key);
            position = messagePosition;
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
        public void onGoAway(long reconnectAfterMs) {
            goAways++;
            pauseMs = reconnectAfterMs;
        }

        @Override
        public void onClose() {
            if (!closed) {
                closed = true;
                vertx.cancelTimer(silenceTimer);
                SubscriberOutages.Outage next = outages.started(node);
                if (pauseMs > 0) {
                    vertx.setTimer(pauseMs, id -> connect(otherNode(node), next));
                } else {
                    connect(otherNode(node), next);
                }
            }
        }

        private void checkSilence() {
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
