package io.polyloop.web.page;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.NoSuchFileException;
import java.util.jar.JarEntry;

/**
 * Files in a folder of a jar, read by worker threads. Not by Vert.x's file system: it unpacks the jar's folder to a
 * temporary directory, under one lock, again for each name that is missing.
 */
final class JarFiles implements PageFiles {
    private final Vertx vertx;
    private final ClassLoader classes;
    private final String folder;

    JarFiles(Vertx vertx, ClassLoader classes, String folder) {
        this.vertx = vertx;
        this.classes = classes;
        this.folder = folder;
    }

    @Override
    public Future<Stat> stat(String name) {
        return vertx.executeBlocking(() -> stat(open(name)), false);
    }

    @Override
    public Future<Buffer> read(String name) {
        return vertx.executeBlocking(() -> bytes(open(name)), false);
    }

    // Nothing can be read from the middle of a jar, so this holds all of it: large files belong into the directory.
    @Override
    public Future<Void> send(String name, ByteRange part, RoutingContext context) {
        return read(name)
                .compose(bytes -> context.response().end(bytes.slice((int) part.first(), (int) part.last() + 1)));
    }

    private JarURLConnection open(String name) throws IOException {
        URL url = classes.getResource(folder + "/" + name);
        if (url != null && url.openConnection() instanceof JarURLConnection file) {
            return file;
        }
        throw new NoSuchFileException(name);
    }

    private static Stat stat(JarURLConnection file) throws IOException {
        JarEntry entry = file.getJarEntry();
        if (entry.isDirectory()) {
            throw new NoSuchFileException(entry.getName());
        }
        return new Stat(entry.getSize(), entry.getLastModifiedTime().toMillis());
    }

    private static Buffer bytes(JarURLConnection file) throws IOException {
        try (InputStream in = file.getInputStream()) {
            return Buffer.buffer(in.readAllBytes());
        }
    }
}
