package io.polyloop.proof.rebalance;

import io.polyloop.proof.chaos.ConsistencyCheck;
import java.util.List;

/**
 * The result of a run.
 *
 * @param addedAt when the balancer had the new nodes, in milliseconds since the first sample
 * @param deadlineMs how long after that each node has to be balanced
 * @param clients how many there are
 * @param sentAway how many clients each node sent away
 * @param mostOften how often one client was sent away at most
 * @param check what the subscribers received
 */
record RebalanceResult(
        List<Loads.Sample> samples,
        long addedAt,
        long deadlineMs,
        int clients,
        List<Integer> sentAway,
        int mostOften,
        ConsistencyCheck check) {

    Loads.Sample last() {
        return samples.get(samples.size() - 1);
    }

    /** Since when every sample has been balanced, in milliseconds after the new nodes; -1 if the last one is not. */
    long balancedAfter() {
        long since = -1;
        for (Loads.Sample sample : samples) {
            boolean counts = sample.at() >= addedAt && sample.isBalanced();
            since = !counts ? -1 : since < 0 ? sample.at() - addedAt : since;
        }
        return since;
    }

    boolean passed() {
        long after = balancedAfter();
        return after >= 0 && after <= deadlineMs && last().total() == clients && check.passed();
    }

    String summary() {
        return """
                # Live connections when nodes are added

                %,d clients at three nodes, then five, behind a balancer that chooses at random. %s.

                | | |
                |---|---|
                | every node within 20 %% of the mean | %s |
                | connections of the nodes at the end | %s, the furthest %.1f %% from the mean |
                | clients sent away, by node | %s; one client at most %d times |
                | messages acknowledged | %,d |
                | lost, stored twice, gaps in the journal | %d, %d, %d |
                | missed, repeated, out of order, resets | %d, %d, %d, %d |
                | subscribers without the end, or with another order | %d, %d |

                ![connections of each node over time](connections.svg)
                """
                .formatted(
                        clients,
                        passed() ? "Passed" : "FAILED",
                        balancedAfter() < 0 ? "not at the end" : "%.0f s after".formatted(balancedAfter() / 1_000.0),
                        last().connections(),
                        100 * last().spread(),
                        sentAway,
                        mostOften,
                        check.acknowledged(),
                        check.lost(),
                        check.storedTwice(),
                        check.gaps(),
                        check.missed(),
                        check.repeated(),
                        check.outOfOrder(),
                        check.resets(),
                        check.incomplete(),
                        check.divergent());
    }
}
