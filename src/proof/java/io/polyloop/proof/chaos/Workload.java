package io.polyloop.proof.chaos;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The load while faults are injected.
 *
 * @param topics every writer publishes to all of them, through every node
 * @param writers each publishes one message at a time
 * @param webSockets the number of subscribers by WebSocket
 * @param eventStreams the number of subscribers by server-sent events
 * @param pauseMs the average time that a writer waits between two messages, in milliseconds
 * @param disconnectAfterMs the average time after which a subscriber closes its connection, in milliseconds
 */
record Workload(
        List<String> topics, int writers, int webSockets, int eventStreams, long pauseMs, long disconnectAfterMs) {
    private static final int TOPICS = 4;

    /** A load that nodes which share two cores with other processes serve well within a second. */
    static Workload standard() {
        return of(40);
    }

    /** As much load as the nodes serve between kills, for scenarios that do not measure delays. */
    static Workload heavy() {
        return of(120);
    }

    private static Workload of(int writers) {
        List<String> topics =
                IntStream.range(0, TOPICS).mapToObj(i -> "chaos." + i).toList();
        return new Workload(topics, writers, 50, 50, 25, 20_000);
    }
}
