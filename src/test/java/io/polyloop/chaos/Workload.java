package io.polyloop.chaos;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Who does what while things break.
 *
 * @param topics what is published to, by every writer and through every node
 * @param writers how many publish, one message at a time each
 * @param sockets how many listen by WebSocket
 * @param streams how many listen by server-sent events
 * @param pauseMs how long a writer waits between two messages, in milliseconds, on average
 * @param cutAfterMs how long a subscriber keeps a connection before it cuts it itself, on average
 */
record Workload(List<String> topics, int writers, int sockets, int streams, long pauseMs, long cutAfterMs) {
    private static final int TOPICS = 4;

    static Workload usual() {
        List<String> topics =
                IntStream.range(0, TOPICS).mapToObj(i -> "chaos." + i).toList();
        return new Workload(topics, 120, 50, 50, 25, 20_000);
    }
}
