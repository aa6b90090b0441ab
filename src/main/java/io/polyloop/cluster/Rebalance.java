package io.polyloop.cluster;

import io.polyloop.config.RebalanceSettings;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides how many of its live connections this node sends away, because new nodes get none of those that are open
 * (kubernetes#48610). It begins above one multiple of the mean and goes on until a lower one, so that nothing moves back
 * and forth. Single-threaded.
 */
final class Rebalance {
    private static final Logger LOG = LoggerFactory.getLogger(Rebalance.class);
    private static final double MINUTE_MS = 60_000;

    private enum State {
        IDLE,
        ACTIVE,
        /** The nodes have changed while it was active. */
        INTERRUPTED,
        /** Every client was asked once, and the load balancer has returned them. */
        GIVEN_UP
    }

    private final RebalanceSettings settings;
    private final LongSupplier clock; // milliseconds
    private State state = State.IDLE;
    private Set<String> nodes = Set.of();
    private long settledSince;
    private long last;
    private long lastAbove;
    private double allowance;
    private int toSend;

    Rebalance(RebalanceSettings settings, LongSupplier clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** The mean; empty if the count of a node is not known. */
    static OptionalDouble mean(Map<String, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).average();
    }

    /**
     * Returns how many connections to send away now.
     *
     * @param own the node itself, one of the counts
     * @param counts the live connections of every node; empty if the count of one is not known
     */
    int update(String own, Map<String, Integer> counts) {
        long now = clock.getAsLong();
        long elapsed = now - last;
        last = now;
        if (!settings.enabled() || !isSettled(counts.keySet(), now)) {
            return 0;
        }
        int here = counts.get(own);
        double mean = mean(counts).orElseThrow();
        updateState(here, mean, now);
        return state == State.ACTIVE ? sendAway(here, mean, elapsed) : 0;
    }

    private boolean isSettled(Set<String> current, long now) {
        if (current.isEmpty()) {
            settledSince = now;
        } else if (!current.equals(nodes)) {
            nodes = Set.copyOf(current);
            settledSince = now;
            // A node that gets no clients below the upper threshold would otherwise never have its share.
            state = state == State.ACTIVE || state == State.INTERRUPTED ? State.INTERRUPTED : State.IDLE;
        }
        return now - settledSince >= settings.settle().toMillis();
    }

    private void updateState(int here, double mean, long now) {
        if (here > settings.until() * mean) {
            lastAbove = now;
        }
        boolean begins = state == State.IDLE && here > settings.above() * mean;
        boolean resumes = state == State.INTERRUPTED && here > settings.until() * mean;
        if ((begins || resumes) && here >= settings.minimum()) {
            state = State.ACTIVE;
            allowance = 0;
            toSend = here;
            LOG.info("{} live connections here, {} a node: asking some to reconnect", here, Math.round(mean));
        } else if (state != State.IDLE && now - lastAbove > settings.settle().toMillis()) {
            // Not before: some of those that were sent away are still to come back.
            state = State.IDLE;
            LOG.info("{} live connections here, {} a node: balanced", here, Math.round(mean));
        }
    }

    private int sendAway(int here, double mean, long elapsed) {
        int excess = (int) Math.ceil(here - settings.until() * mean);
        if (excess <= 0 || here < settings.minimum()) {
            allowance = 0;
            return 0;
        }
        if (toSend <= 0) {
            // Every client was asked once. More would disturb them without an end.
            state = State.GIVEN_UP;
            LOG.warn(
                    "{} live connections here, {} a node, and every client was asked to reconnect: the load balancer"
                            + " returns them to this node; see Rebalancing in docs/operations.md",
                    here,
                    Math.round(mean));
            return 0;
        }
        allowance += here * settings.rate() * elapsed / MINUTE_MS;
        int now = Math.min((int) allowance, Math.min(excess, toSend));
        allowance -= now;
        toSend -= now;
        return now;
    }
}
