package io.polyloop;

import io.vertx.core.Future;
import java.net.BindException;

/** Adds the setting and the remedy to the error of a port that cannot be opened: the system names neither. */
final class PortErrors {
    private PortErrors() {}

    /** @param key the setting that holds {@code port} */
    static <T> Future<T> explain(Future<T> listening, String key, String host, int port) {
        return listening.recover(
                failure -> Future.failedFuture(isBindFailure(failure) ? described(failure, key, host, port) : failure));
    }

    // The epoll transport throws its own exception, not a BindException; only its text identifies it.
    private static boolean isBindFailure(Throwable failure) {
        return failure instanceof BindException
                || String.valueOf(failure.getMessage()).startsWith("bind(");
    }

    private static RuntimeException described(Throwable failure, String key, String host, int port) {
        boolean inUse = String.valueOf(failure.getMessage()).contains("in use");
        return new IllegalStateException(
                inUse
                        ? key + " " + port + " is already in use; stop that process or set " + key
                        : key + " " + port + " cannot be opened on " + host + ": " + failure.getMessage());
    }
}
