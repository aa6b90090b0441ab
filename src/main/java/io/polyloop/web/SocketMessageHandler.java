package io.polyloop.web;

/** What is done with the messages of one WebSocket. On its event loop. */
interface SocketMessageHandler {
    /** The socket is open, and can be written to. */
    void open();

    /**
     * A text message has come; what this throws is answered as an error.
     *
     * @param leaving whether the socket is about to close, and waits for the last answers only
     */
    void onText(byte[] message, boolean leaving);

    /** Whether binary messages are understood; if not, the socket is closed with 1003 at the first frame of one. */
    default boolean acceptsBinary() {
        return false;
    }

    /** A binary message has come. */
    default void onBinary(byte[] message) {
        throw new IllegalStateException("binary messages are not supported");
    }

    /** Whether no further message is read for now. */
    boolean isWaiting();

    /** Called several times a second if clients authenticate. */
    void checkCredentials();

    /** Messages that have no answer yet and bound what else is read. */
    int pendingReplies();

    /** The socket closes. */
    void close();
}
