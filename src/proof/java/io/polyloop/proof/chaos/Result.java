package io.polyloop.proof.chaos;

import java.util.List;
import java.util.Map;

/**
 * A scenario that was run.
 *
 * @param absences milliseconds that subscribers of a killed node were without one
 * @param disturbances milliseconds that the death of a node disturbed publishing through the others
 */
record Result(
        Scenario scenario,
        Verdict verdict,
        Tally tally,
        List<Long> absences,
        List<Long> disturbances,
        Timeline timeline) {
    /** How long after a cut the nodes may take to hear each other again. */
    private static final long HEALED_WITHIN_MS = 30_000;

    static Result of(Scenario scenario, Clients clients, Timeline timeline, Map<String, Stored> stored) {
        return new Result(
                scenario,
                Verdict.of(stored, clients.acks().all(), clients.subscribers()),
                clients.tally(),
                clients.absences().afterKill().stream().sorted().toList(),
                clients.disturbances().all().stream().sorted().toList(),
                timeline);
    }

    /** Whether every promise was kept, and nobody got an answer that makes no sense. */
    boolean passed() {
        return verdict.kept()
                && verdict.acknowledged() > 0
                && tally.requests(Outcome.WRONG) == 0
                && timeline.heals().stream().allMatch(took -> took <= HEALED_WITHIN_MS);
    }
}
