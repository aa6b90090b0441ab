package io.polyloop.live;

import io.vertx.core.buffer.Buffer;
import java.util.function.IntConsumer;

/**
 * Writes to one connection, in the order of the calls. On the connection's event loop.
 *
 * <p>{@code sent} receives the number of bytes that the kernel has accepted, or that are lost with a closed connection:
 * in one or more calls, and in total as many as were written.
 */
public interface Transport {
    /** Writes an answer or event, which counts its length. */
    void write(Buffer content, IntConsumer sent);

    /** Writes messages, which count {@link FrameBatch#size()}. */
    void write(FrameBatch batch, IntConsumer sent);

    /** Flushes what was written so far. Call it before anything else writes to the connection. */
    default void flush() {}
}
