package io.polyloop.bench.dialect;

import io.polyloop.bench.load.Dialect;
import java.util.List;
import java.util.stream.IntStream;

/** Polyloop's WebSocket. */
public final class PolyloopSocket implements Dialect {
    /** How many sockets subscribe to a topic when there are many topics. */
    public static final int RECEIVERS = 10;

    private static final String PATH = "/api/v1/live";
    private static final int AFTER_OP = "{\"op\":\"".length();

    private final int topics;
    private final int sockets;
    private final int receivers;

    private PolyloopSocket(int topics, int sockets, int receivers) {
        this.topics = topics;
        this.sockets = sockets;
        this.receivers = receivers;
    }

    /** Everybody subscribes to one topic. */
    public static PolyloopSocket oneTopic() {
        return new PolyloopSocket(1, 1, 0);
    }

    /** Each topic has ten subscribers, spread evenly over the sockets. Published to one topic after the other. */
    public static PolyloopSocket manyTopics(int topics, int sockets) {
        return new PolyloopSocket(topics, sockets, RECEIVERS);
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
    public int markAt() {
        return AFTER_OP;
    }

    @Override
    public char message() {
        return 'm';
    }

    @Override
    public String publish(long number) {
        return "{\"op\":\"publish\",\"id\":" + number + ",\"topic\":\"t" + number % topics + "\",\"data\":\"" + DATA
                + "\"}";
    }

    @Override
    public List<String> hello(int subscriber) {
        if (receivers == 0) {
            return List.of(subscribe(0));
        }
        // Places of a topic go over the sockets in a row, so a socket has each place that is its own number modulo.
        return IntStream.iterate(subscriber % sockets, place -> place < topics * receivers, place -> place + sockets)
                .mapToObj(place -> subscribe(place / receivers))
                .toList();
    }

    @Override
    public boolean acknowledges() {
        return true;
    }

    @Override
    public int receivers() {
        return receivers;
    }

    private static String subscribe(int topic) {
        return "{\"op\":\"subscribe\",\"topic\":\"t" + topic + "\"}";
    }
}
