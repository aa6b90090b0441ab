package io.polyloop.bench.load;

import java.util.List;
import java.util.function.LongFunction;

/**
 * What the load client has to say and to expect. Of an arriving frame only the byte at {@code markAt} is looked at.
 *
 * @param subscribePath where subscribers connect
 * @param publishPath where the publisher connects
 * @param hello frames that each subscriber sends when connected
 * @param publisherHello frames that the publisher sends when connected
 * @param answers frames that come before a connection is ready
 * @param markAt the place in a frame that tells its kind
 * @param message what stands there in a message
 * @param eventStream whether subscribers listen to server-sent events, not to a WebSocket
 * @param acknowledged whether the publisher gets an answer to each message
 * @param heartbeat the frame to answer a frame too short for a mark by, or nothing
 * @param publish the frame that publishes the message of a number
 */
public record Dialect(
        String subscribePath,
        String publishPath,
        List<String> hello,
        List<String> publisherHello,
        int answers,
        int markAt,
        char message,
        boolean eventStream,
        boolean acknowledged,
        String heartbeat,
        LongFunction<String> publish) {
    /** What is published: 128 bytes. */
    public static final String DATA = "x".repeat(128);

    private static final int AFTER_OP = "{\"op\":\"".length();
    private static final String LIVE = "/api/v1/live";

    /** Whoever connects to {@code /sub} gets what comes from {@code /pub}, as it is. */
    public static Dialect simple() {
        String frame = "{\"data\":\"" + DATA + "\"}";
        return new Dialect("/sub", "/pub", List.of(), List.of(), 0, 0, '{', false, false, "", id -> frame);
    }

    /** Polyloop's WebSocket, one topic. */
    public static Dialect polyloop() {
        return polyloop(List.of("{\"op\":\"subscribe\",\"topic\":\"t\"}"), id -> "t");
    }

    /** Polyloop's WebSocket. */
    public static Dialect polyloop(List<String> hello, LongFunction<String> topic) {
        LongFunction<String> publish = id -> "{\"op\":\"publish\",\"id\":" + id + ",\"topic\":\"" + topic.apply(id)
                + "\",\"data\":\"" + DATA + "\"}";
        return new Dialect(LIVE, LIVE, hello, List.of(), hello.size(), AFTER_OP, 'm', false, true, "", publish);
    }

    /** Polyloop's event stream; published over a WebSocket. */
    public static Dialect polyloopEvents() {
        String path = "/api/v1/topics/t/events";
        LongFunction<String> publish = polyloop().publish();
        return new Dialect(path, LIVE, List.of(), List.of(), 0, AFTER_OP, 'm', true, true, "", publish);
    }

    /** Engine.IO 4 over a WebSocket: {@code 0} open, {@code 40} connected, {@code 42} an event, {@code 2} a ping. */
    public static Dialect socketIo() {
        String path = "/socket.io/?EIO=4&transport=websocket";
        String frame = "42[\"publish\",{\"data\":\"" + DATA + "\"}]";
        List<String> connect = List.of("40");
        return new Dialect(path, path, connect, connect, 2, 1, '2', false, false, "3", id -> frame);
    }
}
