package io.polyloop.web.page;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.jar.JarEntry;

/**
 * Files in a folder of the class path, read by worker threads. Each comes from the first directory or jar that has it: a
 * project replaces single pages of a jar that it depends on. Not by Vert.x's file system: it unpacks the jar's folder to
 * a temporary directory, under one lock, again for each name that is missing.
 */
final class ClassPathFiles implements PageFiles {
    private final Vertx vertx;
    private final ClassLoader classes;
    private final String folder;

    ClassPathFiles(Vertx vertx, ClassLoader classes, String folder) {
        this.vertx = vertx;
        this.classes = classes;
        this.folder = folder;
    }

    @Override
    public Future<Stat> stat(String name) {
        return vertx.executeBlocking(() -> stat(find(name)), false);
    }

    @Override
    public Future<Buffer> read(String name) {
        return vertx.executeBlocking(() -> bytes(find(name)), false);
    }

    // Nothing can be read from the middle of a jar, so this holds all of it: large files belong into the directory.
    @Override
    public Future<Void> send(String name, ByteRange part, RoutingContext context) {
        return read(name)
                .compose(bytes -> context.response().end(bytes.slice((int) part.first(), (int) part.last() + 1)));
    }

    private URL find(String name) throws NoSuchFileException {
        URL url = classes.getResource(folder + "/" + name);
        if (url == null) {
            throw new NoSuchFileException(name);
        }
        return url;
    }

    private static Stat stat(URL file) throws IOException, URISyntaxException {
        URLConnection connection = file.openConnection();
        return connection instanceof JarURLConnection packed ? stat(packed.getJarEntry()) : stat(Path.of(file.toURI()));
    }

    private static Stat stat(JarEntry entry) throws IOException {
        if (entry.isDirectory()) {
            throw new NoSuchFileException(entry.getName());
        }
        return new Stat(entry.getSize(), entry.getLastModifiedTime().toMillis());
    }

    private static Stat stat(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new NoSuchFileException(file.toString());
        }
        return new Stat(Files.size(file), Files.getLastModifiedTime(file).toMillis());
    }

    private static Buffer bytes(URL file) throws IOException {
        try (InputStream in = file.openStream()) {
            return Buffer.buffer(in.readAllBytes());
        }
    }
}
