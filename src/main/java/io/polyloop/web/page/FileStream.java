package io.polyloop.web.page;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/**
 * A part of a file on its way into a response, no faster than the client takes it. Event loop only.
 *
 * <p>Not a pipe: that ends the response some turns after the last byte. A client that counted the bytes sends its next
 * request in between, and Vert.x 5.0.8 was seen never to answer it. Nor does a pipe learn that its client left while it
 * was paused: each such client would keep a file open forever.
 */
final class FileStream {
    // Each client of a large file has up to this much of it in memory, and one task on a worker for each piece.
    private static final int CHUNK = 1 << 16;

    private final AsyncFile file;
    private final HttpServerResponse response;
    private long left;

    private FileStream(AsyncFile file, HttpServerResponse response, long left) {
        this.file = file;
        this.response = response;
        this.left = left;
    }

    /** Starts it. The file is closed whichever way the response ends. */
    static void start(AsyncFile file, ByteRange part, RoutingContext context) {
        FileStream stream = new FileStream(file, context.response(), part.length());
        context.addEndHandler(ended -> stream.close());
        file.setReadPos(part.first()).setReadLength(part.length()).setReadBufferSize(CHUNK);
        file.exceptionHandler(fault -> stream.abort()).endHandler(end -> stream.abort());
        file.handler(stream::write);
    }

    private void write(Buffer chunk) {
        left -= chunk.length();
        if (left == 0) {
            response.end(chunk);
            return;
        }
        response.write(chunk);
        if (response.writeQueueFull()) {
            file.pause();
            response.drainHandler(drained -> file.resume());
        }
    }

    // A disk that failed, or a file that shrank meanwhile: the client waits for bytes that never come, unless the
    // connection ends.
    private void abort() {
        if (!response.ended() && !response.closed()) {
            response.reset();
        }
    }

    // Both handlers go first: a read or a drained socket that comes after would find the file closed, and throw.
    private void close() {
        response.drainHandler(null);
        file.handler(null);
        file.close();
    }
}
