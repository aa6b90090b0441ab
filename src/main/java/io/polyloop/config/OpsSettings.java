package io.polyloop.config;

import java.time.Duration;

/**
 * How a node monitors itself.
 *
 * @param stuckAfter how long an event loop makes no progress before it counts as stuck; zero disables the check
 * @param readyWithoutJournal whether the node stays ready while its journal does not answer
 */
public record OpsSettings(Duration stuckAfter, boolean readyWithoutJournal) {

    static OpsSettings read(SettingsReader reader) {
        return new OpsSettings(
                reader.duration("ops.stuck-after", "0s", "1h"), reader.flag("ops.ready-without-journal"));
    }
}
