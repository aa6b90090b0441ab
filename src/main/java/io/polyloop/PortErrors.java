package io.polyloop;

import io.vertx.core.Future;
import java.net.BindException;

/** Says of a port that could not be opened which setting names it: the system's own message names neither. */
final class PortErrors {
    private PortErrors() {}

    /** @param key the setting that names {@code port} */
    static <T> Future<T> explain(Future<T> opened, String key, String host, int port) {
        return opened.recover(
                failure -> Future.failedFuture(isBindFailure(failure) ? described(failure, key, host, port) : failure));
    }

    // Linux's epoll has an exception of its own, which is no BindException and tells by its text only.
    private static boolean isBindFailure(Throwable failure) {
        return failure instanceof BindException
                || String.valueOf(failure.getMessage()).startsWith("bind(");
    }

    private static RuntimeException described(Throwable failure, String key, String host, int port) {
        boolean taken = String.valueOf(failure.getMessage()).contains("in use");
        return new IllegalStateException(
                taken
                        ? key + " " + port + " is taken: end what listens there, or set " + key + " to a free one"
                        : key + " " + port + " on " + host + " cannot be opened: " + failure.getMessage());
    }
}
