package io.polyloop.web.page;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
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
        if (context.response().closed()) {
            return file.close();
        }
        FileStream.start(file, part, context);
        return Future.succeededFuture();
    }

    private String path(String name) {
        return directory.resolve(name).toString();
    }
}
