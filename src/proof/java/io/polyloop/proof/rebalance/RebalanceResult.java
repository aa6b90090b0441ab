package io.polyloop.proof.rebalance;

import io.polyloop.proof.chaos.ConsistencyCheck;
import java.util.ArrayList;
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

    /** What has to hold, and what was measured. */
    record Requirement(String what, String required, String measured, boolean met) {}

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

    List<Requirement> requirements() {
        List<Requirement> all = new ArrayList<>();
        long after = balancedAfter();
        all.add(new Requirement(
                "every node within %.0f %% of the mean".formatted(100 * Loads.TOLERANCE),
                "after %d s".formatted(deadlineMs / 1_000),
                after < 0 ? "not at the end" : "after %d s".formatted(after / 1_000),
                after >= 0 && after <= deadlineMs));
        int connected = last().total();
        all.add(new Requirement(
                "clients connected at the end",
                "%,d".formatted(clients),
                "%,d".formatted(connected),
                connected == clients));
        check.violations()
                .forEach((kind, count) -> all.add(new Requirement(kind, "0", String.valueOf(count), count == 0)));
        return all;
    }

    boolean passed() {
        return requirements().stream().allMatch(Requirement::met);
    }
}
