package io.polyloop.bench.fanout;

import java.util.List;

/** One round: the number of subscribers or topics, the publish modes, and the duration of each mode. */
record Stage(int size, long millis, List<PublishMode> modes) {
    /** The duration without the time to connect subscribers. */
    double estimatedSeconds() {
        return modes.size() * millis / 1e3;
    }
}
