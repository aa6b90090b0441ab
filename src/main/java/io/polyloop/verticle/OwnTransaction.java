package io.polyloop.verticle;

import java.util.function.Supplier;

/**
 * Marks the thread that runs the function of {@code Database.transaction}: what goes past that function's argument would
 * wait for the transaction that waits for it. For the engine; verticles do not use it. Any thread.
 */
public final class OwnTransaction {
    private static final ThreadLocal<Boolean> RUNNING = new ThreadLocal<>();

    private OwnTransaction() {}

    /** Calls {@code function}, during which {@link #refuse} throws on this thread. */
    public static <T> T call(Supplier<T> function) {
        RUNNING.set(true);
        try {
            return function.get();
        } finally {
            RUNNING.remove();
        }
    }

    /** Throws {@link IllegalStateException} on the thread of a transaction. */
    public static void refuse(String address) {
        if (RUNNING.get() != null) {
            throw new IllegalStateException(
                    address + " would wait for the transaction that this thread runs; in it, use"
                            + " the query, update and append of its argument");
        }
    }
}
