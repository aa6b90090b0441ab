package io.polyloop.web;

import io.polyloop.live.FrameBatch;
import io.polyloop.live.Transport;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.function.Function;
import java.util.function.IntConsumer;

/**
 * Writes to one connection by the public API of Vert.x: slower than {@link ChannelWriter}, and there for what that one
 * cannot serve, such as an event stream in HTTP/1.0, or a release of Vert.x that looks different inside. On the
 * connection's event loop.
 */
record PublicApiWriter(Function<Buffer, Future<Void>> connection) implements Transport {

    @Override
    public void write(Buffer content, IntConsumer whenSent) {
        write(content, content.length(), whenSent);
    }

    @Override
    public void write(FrameBatch batch, IntConsumer whenSent) {
        int framing = batch.size();
        for (Buffer content : batch.contents()) {
            framing -= content.length();
            write(content, content.length(), whenSent);
        }
        whenSent.accept(framing);
    }

    private void write(Buffer content, int size, IntConsumer whenSent) {
        connection.apply(content).onComplete(written -> whenSent.accept(size));
    }
}
