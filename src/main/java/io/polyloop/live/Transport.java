package io.polyloop.live;

import io.vertx.core.buffer.Buffer;
import java.util.function.IntConsumer;

/**
 * Writes to one connection, in the order of the calls. On the connection's event loop.
 *
 * <p>{@code sent} is told of bytes that the kernel has taken, or that a closed connection lost: as often as there are
 * any, and all in all as many as were written.
 */
public interface Transport {
    /** Writes one answer or event, and counts it by its length. */
    void write(Buffer content, IntConsumer sent);

    /** Writes messages, and counts them by {@link FrameBatch#size()}. */
    void write(FrameBatch batch, IntConsumer sent);

    /** Sends what was written so far: to be called before anybody else writes to the connection. */
    default void flush() {}
}
