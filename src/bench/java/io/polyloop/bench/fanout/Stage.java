package io.polyloop.bench.fanout;

import java.util.List;

/** One round: with how many subscribers or topics, in which ways they are published to, and for how long in each. */
record Stage(int size, long millis, List<PublishMode> modes) {
    /** How long it takes, without what comes and goes for it. */
    double estimatedSeconds() {
        return modes.size() * millis / 1e3;
    }
}
