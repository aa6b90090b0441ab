package io.polyloop.web.page;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Files below a directory, read by worker threads. Symbolic links are followed: ConfigMaps are made of them. */
final class DirectoryFiles implements PageFiles {
    private final Vertx vertx;
    // Absolute, or Vert.x would look a missing file up on the class path too, and could find one outside.
    private final Path directory;

    DirectoryFiles(Vertx vertx, Path directory) {
        this.vertx = vertx;
        this.directory = directory.toAbsolutePath();
    }

    @Override
    public Future<Stat> stat(String name) {
        return vertx.fileSystem()
                .props(path(name))
                .compose(file -> file.isRegularFile()
                        ? Future.succeededFuture(new Stat(file.size(), file.lastModifiedTime()))
                        : Future.failedFuture(new NoSuchFileException(name)));
    }

    @Override
    public Future<Buffer> read(String name) {
        return vertx.fileSystem().readFile(path(name));
    }

    // Not response.sendFile(): for HTTP/1.1 it opens the file on the event loop, and a cold disk stops the loop there.
    @Override
    public Future<Void> send(String name, ByteRange part, RoutingContext context) {
        return vertx.fileSystem()
                .open(
                        path(name),
                        new OpenOptions().setRead(true).setWrite(false).setCreate(false))
                .compose(file -> stream(file, part, context));
    }

    private static Future<Void> stream(AsyncFile file, ByteRange part, RoutingContext context) {
        HttpServerResponse response = context.response();
        if (response.closed()) {
            return file.close();
        }
        // Whichever way the response ends. A pipe alone never learns that its client left while it was paused, and
        // each such client would keep a file open for ever.
        context.addEndHandler(ended -> file.close());
        file.setReadPos(part.first()).setReadLength(part.length());
        return file.pipe().endOnComplete(false).to(response).compose(sent -> end(response, part));
    }

    // A file that shrank meanwhile: the client waits for bytes that never come, unless the connection ends.
    private static Future<Void> end(HttpServerResponse response, ByteRange part) {
        return response.bytesWritten() < part.length() ? response.reset().mapEmpty() : response.end();
    }

    private String path(String name) {
        return directory.resolve(name).toString();
    }
}
