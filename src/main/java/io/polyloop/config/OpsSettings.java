package io.polyloop.config;

import java.time.Duration;

/**
 * How a node watches itself.
 *
 * @param stuckAfter after what time an event loop that does nothing is stuck; zero for never
 * @param readyWithoutJournal whether the node is ready while its journal does not answer
 */
public record OpsSettings(Duration stuckAfter, boolean readyWithoutJournal) {

    static OpsSettings read(Keys keys) {
        return new OpsSettings(keys.duration("ops.stuck-after", "0s", "1h"), keys.flag("ops.ready-without-journal"));
    }
}
