package io.polyloop.internals;

/**
 * Admits connections to one of the cluster ports, which any peer can open, and counts those that are refused.
 * Thread-safe.
 */
public interface PeerAdmission {
    /** Why a connection is closed: the tag {@code reason} of {@code polyloop.cluster.refused}. */
    enum Refusal {
        /** Too many connections have an unidentified peer. */
        CROWDED,
        /** The peer did not identify itself in time. */
        SILENT,
        /** The peer uses another protocol. */
        PROTOCOL,
        /** The peer names a node that is not a member. */
        STRANGER,
        /** The peer announces a message larger than {@code cluster.max-frame}. */
        TOO_LARGE
    }

    /** Maximum bytes from an unidentified peer. The first message of a node is smaller. */
    int UNIDENTIFIED_BYTES = 64 * 1024;

    /** Admits a new connection. If this returns true, {@link #released} must follow. */
    boolean admit();

    /** Called when the peer of an admitted connection has identified itself or the connection is closed. */
    void released();

    /** Counts a refused connection; {@code peer} is the address of its peer. */
    void refused(Refusal reason, Object peer);
}
