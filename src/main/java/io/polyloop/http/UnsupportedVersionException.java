package io.polyloop.http;

/** A request of a version of HTTP that the server does not speak. */
public final class UnsupportedVersionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnsupportedVersionException() {
        // No stack trace: clients make it as often as they like.
        super("a version of HTTP that is not spoken here", null, false, false);
    }
}
