package io.polyloop.web.page;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.nio.file.Files;
import java.nio.file.Path;

/** The pages' place: the directory, if there is one, otherwise the folder on the class path. Chosen at the first request. */
final class WebRoot implements PageFiles {
    private final Vertx vertx;
    private final Path directory;
    private final ClassLoader classes;
    private final String folder;
    // event loop only
    private Future<PageFiles> chosen;

    WebRoot(Vertx vertx, Path directory, ClassLoader classes, String folder) {
        this.vertx = vertx;
        this.directory = directory;
        this.classes = classes;
        this.folder = folder;
    }

    @Override
    public Future<Stat> stat(String name) {
        return files().compose(files -> files.stat(name));
    }

    @Override
    public Future<Buffer> read(String name) {
        return files().compose(files -> files.read(name));
    }

    @Override
    public Future<Void> send(String name, ByteRange part, RoutingContext context) {
        return files().compose(files -> files.send(name, part, context));
    }

    private Future<PageFiles> files() {
        if (chosen == null) {
            chosen = vertx.executeBlocking(this::choose, false);
        }
        return chosen;
    }

    private PageFiles choose() {
        return directory != null && Files.isDirectory(directory)
                ? new DirectoryFiles(vertx, directory)
                : new ClassPathFiles(vertx, classes, folder);
    }
}
