package io.polyloop.proof.chaos;

import java.util.List;
import java.util.Map;

/**
 * A scenario that was run.
 *
 * @param outages milliseconds that subscribers of a killed node were without one
 * @param disruptions milliseconds that the death of a node disturbed publishing through the others
 */
record ScenarioResult(
        Scenario scenario,
        ConsistencyCheck check,
        WriterStats writes,
        List<Long> outages,
        List<Long> disruptions,
        Timeline timeline) {
    /** How long after a cut the nodes may take to hear each other again. */
    private static final long MAX_RECOVERY_MS = 30_000;

    static ScenarioResult of(Scenario scenario, Clients clients, Timeline timeline, Map<String, StoredTopic> stored) {
        return new ScenarioResult(
                scenario,
                ConsistencyCheck.of(stored, clients.acks().all(), clients.subscribers()),
                clients.writes(),
                clients.outages().afterKill().stream().sorted().toList(),
                clients.disruptions().durations().stream().sorted().toList(),
                timeline);
    }

    /** Whether every promise was kept, and nobody got an answer that makes no sense. */
    boolean passed() {
        return check.passed()
                && check.acknowledged() > 0
                && writes.requests(PublishOutcome.UNEXPECTED) == 0
                && timeline.recoveries().stream().allMatch(took -> took <= MAX_RECOVERY_MS);
    }
}
