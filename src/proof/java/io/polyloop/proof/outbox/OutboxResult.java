package io.polyloop.proof.outbox;

import java.time.Duration;
import java.util.Map;

/**
 * The result on one database.
 *
 * @param faults how often what failed
 * @param violations of each guarantee, by its name
 */
record OutboxResult(
        OutboxDatabase database,
        WriterLog log,
        Stored stored,
        Map<String, Long> faults,
        Map<String, Long> violations,
        Duration time) {

    boolean passed() {
        return log.committed() > 0 && violations.values().stream().allMatch(count -> count == 0);
    }
}
