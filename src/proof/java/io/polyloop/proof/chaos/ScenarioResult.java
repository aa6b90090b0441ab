package io.polyloop.proof.chaos;

import io.polyloop.proof.client.StoredTopic;
import java.util.List;
import java.util.Map;

/**
 * The result of one scenario.
 *
 * @param outages how long subscribers of a killed node had no connection, in milliseconds, sorted
 * @param disruptions how long the kill of a node disrupted publishing through the others, in milliseconds, sorted
 * @param tokensRenewed how often a client renewed its token on an open connection
 * @param tokensRefused good tokens that a node refused
 */
record ScenarioResult(
        Scenario scenario,
        ConsistencyCheck check,
        WriterStats writes,
        List<Long> outages,
        List<Long> disruptions,
        long tokensRenewed,
        long tokensRefused,
        Timeline timeline) {
    private static final long MAX_RECOVERY_MS = 30_000;

    static ScenarioResult of(Scenario scenario, Clients clients, Timeline timeline, Map<String, StoredTopic> stored) {
        return new ScenarioResult(
                scenario,
                ConsistencyCheck.of(stored, clients.acks().all(), clients.subscribers()),
                clients.writes(),
                clients.outages().afterKill().stream().sorted().toList(),
                clients.disruptions().durations().stream().sorted().toList(),
                clients.tokens().renewed(),
                clients.tokens().refused(),
                timeline);
    }

    /** Whether messages were published, every guarantee held, and no response was unexpected. */
    boolean passed() {
        return check.passed()
                && check.acknowledged() > 0
                && tokensRefused == 0
                && writes.requests(PublishOutcome.UNEXPECTED) == 0
                && timeline.recoveries().stream().allMatch(took -> took <= MAX_RECOVERY_MS);
    }
}
