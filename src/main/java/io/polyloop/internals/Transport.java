package io.polyloop.internals;

import io.vertx.core.buffer.Buffer;
import java.util.function.IntConsumer;

/**
 * Writes to one connection, in the order of the calls. On the connection's event loop.
 *
 * <p>{@code sent} is called with bytes that the kernel has accepted, or that a closed connection lost: any number of
 * times, and with as many bytes in all as were written.
 */
public interface Transport {
    /** Writes one reply or event, and counts it by its length. */
    void write(Buffer content, IntConsumer sent);

    /** Writes messages, and counts them by {@link FrameBuffer#size()}. */
    void write(FrameBuffer frames, IntConsumer sent);

    /** Sends what was written so far. Call it before anything else writes to the connection. */
    default void flush() {}
}
