package io.polyloop.internals;

import io.netty.buffer.Unpooled;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import java.nio.ByteBuffer;

/** Buffers outside of the heap. */
public final class OffHeapBuffer {
    private OffHeapBuffer() {}

    /**
     * A copy for responses that share it. Sockets read their bytes off the heap: from the heap each response would be a
     * copy, and a client that does not read would hold one. The garbage collector frees it with the last response.
     */
    public static Buffer copy(Vertx vertx, Buffer bytes) {
        if (!VertxInternals.enabled(vertx)) {
            return bytes;
        }
        ByteBuffer direct = ByteBuffer.allocateDirect(bytes.length());
        return BufferInternal.buffer(
                Unpooled.wrappedBuffer(direct.put(bytes.getBytes()).flip()));
    }
}
