package io.polyloop.bench.protocol;

import io.polyloop.bench.load.Protocol;
import java.util.List;
import java.util.stream.IntStream;

/** Polyloop's WebSocket. */
public final class PolyloopWebSocket implements Protocol {
    /** How many sockets subscribe to a topic when there are many topics. */
    public static final int RECEIVERS_PER_TOPIC = 10;

    private static final String PATH = "/api/v1/live";
    private static final int OP_OFFSET = "{\"op\":\"".length();

    private final int topics;
    private final int sockets;
    private final int receivers;

    private PolyloopWebSocket(int topics, int sockets, int receivers) {
        this.topics = topics;
        this.sockets = sockets;
        this.receivers = receivers;
    }

    /** All sockets subscribe to one topic. */
    public static PolyloopWebSocket oneTopic() {
        return new PolyloopWebSocket(1, 1, 0);
    }

    /** Each topic has ten subscribers, spread evenly over the sockets. Messages go to one topic after the other. */
    public static PolyloopWebSocket manyTopics(int topics, int sockets) {
        return new PolyloopWebSocket(topics, sockets, RECEIVERS_PER_TOPIC);
    }

    @Override
    public String subscribePath() {
        return PATH;
    }

    @Override
    public String publishPath() {
        return PATH;
    }

    @Override
    public int typeOffset() {
        return OP_OFFSET;
    }

    @Override
    public char messageType() {
        return 'm';
    }

    @Override
    public String publishFrame(long number) {
        return "{\"op\":\"publish\",\"id\":" + number + ",\"topic\":\"t" + number % topics + "\",\"data\":\"" + DATA
                + "\"}";
    }

    @Override
    public List<String> openingFrames(int subscriber) {
        if (receivers == 0) {
            return List.of(subscribe(0));
        }
        // Subscriptions are dealt to the sockets in turn, so a socket has those whose number modulo sockets is its own.
        return IntStream.iterate(subscriber % sockets, place -> place < topics * receivers, place -> place + sockets)
                .mapToObj(place -> subscribe(place / receivers))
                .toList();
    }

    @Override
    public boolean acknowledges() {
        return true;
    }

    @Override
    public int receiversPerMessage() {
        return receivers;
    }

    private static String subscribe(int topic) {
        return "{\"op\":\"subscribe\",\"topic\":\"t" + topic + "\"}";
    }
}
