package io.polyloop.bench.load;

import java.util.List;

/** What the load client sends to a server and expects from it. */
public interface Protocol {
    /** The published data: 128 bytes. */
    String DATA = "x".repeat(128);

    /** The path that subscribers connect to. */
    String subscribePath();

    /** The path that the publisher connects to. */
    String publishPath();

    /** The offset of the byte that identifies the type of a received frame; other bytes are not checked. */
    int typeOffset();

    /** That byte in a message. */
    char messageType();

    /** The frame that publishes message {@code number}. */
    String publishFrame(long number);

    /** Further header lines of a client's handshake, each with its end; the publisher has the number 0. */
    default String handshakeHeaders(int client) {
        return "";
    }

    /** Frames that a subscriber sends once connected. The server replies to each before it delivers messages. */
    default List<String> openingFrames(int subscriber) {
        return List.of();
    }

    /** The same for the publisher. */
    default List<String> publisherOpeningFrames() {
        return List.of();
    }

    /** Frames that the server sends first on a new connection. */
    default int serverGreetings() {
        return 0;
    }

    /** Whether subscribers use server-sent events instead of a WebSocket. */
    default boolean isEventStream() {
        return false;
    }

    /** Whether the publisher receives an acknowledgement of each message. */
    default boolean acknowledges() {
        return false;
    }

    /** The reply to a heartbeat, a frame too short to have a type; empty without heartbeats. */
    default String heartbeatReply() {
        return "";
    }

    /** Subscribers that receive each message; 0 means all. */
    default int receiversPerMessage() {
        return 0;
    }
}
