package io.polyloop.config;

import java.time.Duration;

/**
 * How a node watches itself.
 *
 * @param stuckAfter after what time an event loop that does nothing is stuck; zero for never
 * @param readyWithoutJournal whether the node is ready while its journal does not answer
 */
public record OpsSettings(Duration stuckAfter, boolean readyWithoutJournal) {

    static OpsSettings read(SettingsReader reader) {
        return new OpsSettings(
                reader.duration("ops.stuck-after", "0s", "1h"), reader.flag("ops.ready-without-journal"));
    }
}
