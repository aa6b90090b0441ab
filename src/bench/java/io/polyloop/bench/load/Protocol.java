package io.polyloop.bench.load;

import java.util.List;

/** What the load client has to say to a server and to expect from it. */
public interface Protocol {
    /** What is published: 128 bytes. */
    String DATA = "x".repeat(128);

    /** Where subscribers connect. */
    String subscribePath();

    /** Where the publisher connects. */
    String publishPath();

    /** Of an arriving frame only the byte at this place is looked at. */
    int typeOffset();

    /** What stands there in a message. */
    char messageType();

    /** The frame that publishes the message of a number. */
    String publishFrame(long number);

    /** Frames that a subscriber sends once connected. Each gets one answer before messages come. */
    default List<String> openingFrames(int subscriber) {
        return List.of();
    }

    /** The same for the publisher. */
    default List<String> publisherOpeningFrames() {
        return List.of();
    }

    /** Frames that come unasked on a new connection. */
    default int serverGreetings() {
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

    /** The answer to a frame too short for a type, or nothing. */
    default String heartbeatReply() {
        return "";
    }

    /** How many of all subscribers get a message, always as many; 0 for all of them. */
    default int receiversPerMessage() {
        return 0;
    }
}
