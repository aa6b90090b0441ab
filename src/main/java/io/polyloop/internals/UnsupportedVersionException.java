package io.polyloop.internals;

/** A request in a version of HTTP that the server does not support. */
final class UnsupportedVersionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnsupportedVersionException() {
        // No stack trace: clients cause it as often as they like.
        super("unsupported HTTP version", null, false, false);
    }
}
