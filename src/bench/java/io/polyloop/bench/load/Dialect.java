package io.polyloop.bench.load;

import java.util.List;

/** What the load client has to say to a server and to expect from it. */
public interface Dialect {
    /** What is published: 128 bytes. */
    String DATA = "x".repeat(128);

    /** Where subscribers connect. */
    String subscribePath();

    /** Where the publisher connects. */
    String publishPath();

    /** Of an arriving frame only the byte at this place is looked at. */
    int markAt();

    /** What stands there in a message. */
    char message();

    /** The frame that publishes the message of a number. */
    String publish(long number);

    /** Frames that a subscriber sends once connected. Each gets one answer before messages come. */
    default List<String> hello(int subscriber) {
        return List.of();
    }

    /** The same for the publisher. */
    default List<String> publisherHello() {
        return List.of();
    }

    /** Frames that come unasked on a new connection. */
    default int greetings() {
        return 0;
    }

    /** Whether subscribers listen to server-sent events, not to a WebSocket. */
    default boolean isEventStream() {
        return false;
    }

    /** Whether the publisher gets an answer to each message. */
    default boolean acknowledges() {
        return false;
    }

    /** The answer to a frame too short for a mark, or nothing. */
    default String heartbeat() {
        return "";
    }

    /** How many of all subscribers get a message, always as many; 0 for all of them. */
    default int receivers() {
        return 0;
    }
}
