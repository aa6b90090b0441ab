package io.polyloop.internals;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.function.Function;
import java.util.function.IntConsumer;

/**
 * Writes to one connection through the public API. Slower than {@link ChannelWriter}; it serves what that one cannot,
 * such as an event stream in HTTP/1.0. On the event loop of the connection.
 */
record PublicApiWriter(Function<Buffer, Future<Void>> connection) implements Transport {

    @Override
    public void write(Buffer content, IntConsumer whenSent) {
        write(content, content.length(), whenSent);
    }

    @Override
    public void write(FrameBuffer frames, IntConsumer whenSent) {
        int framing = frames.size();
        for (byte[] content : frames.contents()) {
            framing -= content.length;
            write(Buffer.buffer(content), content.length, whenSent);
        }
        whenSent.accept(framing);
    }

    private void write(Buffer content, int size, IntConsumer whenSent) {
        connection.apply(content).onComplete(written -> whenSent.accept(size));
    }
}
