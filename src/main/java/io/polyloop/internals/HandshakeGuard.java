package io.polyloop.internals;

/**
 * Counts TLS handshakes. A server knows a connection only when its handshake is complete: until then a flood of clients
 * that never complete theirs would count nowhere. Any event loop.
 */
public interface HandshakeGuard {
    /** Called before a handshake; false closes the connection instead. */
    boolean begin(String address);

    /** Called once for each handshake that has begun, whichever way it ended. */
    void end();
}
