package io.polyloop.proof.chaos;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Who does what while things break.
 *
 * @param topics what is published to, by every writer and through every node
 * @param writers how many publish, one message at a time each
 * @param webSockets how many listen by WebSocket
 * @param eventStreams how many listen by server-sent events
 * @param pauseMs how long a writer waits between two messages, in milliseconds, on average
 * @param disconnectAfterMs how long a subscriber keeps a connection before it cuts it itself, on average
 */
record Workload(
        List<String> topics, int writers, int webSockets, int eventStreams, long pauseMs, long disconnectAfterMs) {
    private static final int TOPICS = 4;

    /** What nodes that share two cores with everybody else serve well within a second. */
    static Workload standard() {
        return of(40);
    }

    /** As much as goes through while nodes die: delays are not what it is for. */
    static Workload heavy() {
        return of(120);
    }

    private static Workload of(int writers) {
        List<String> topics =
                IntStream.range(0, TOPICS).mapToObj(i -> "chaos." + i).toList();
        return new Workload(topics, writers, 50, 50, 25, 20_000);
    }
}
