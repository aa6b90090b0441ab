package io.polyloop.auth.token;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The parsed content of a file, which is read again when the file changes. Content that cannot be parsed is logged, and
 * the earlier content stays. Thread-safe.
 */
final class WatchedFile<T> {
    private static final Logger LOG = LoggerFactory.getLogger(WatchedFile.class);
    private static final int MAX_BYTES = 1 << 20;

    private final Vertx vertx;
    private final Path path;
    private final Function<byte[], T> parser;
    private final Optional<T> absent;
    private final AtomicReference<Promise<Void>> running = new AtomicReference<>();
    private volatile T content;
    private volatile String failure;
    private volatile Version version;

    /** Distinguishes versions of a file. Follows links, because Kubernetes swaps the link to a mounted folder. */
    private record Version(FileTime modified, long size, Object key) {
        static Version of(Path path) throws IOException {
            BasicFileAttributes is = Files.readAttributes(path, BasicFileAttributes.class);
            return new Version(is.lastModifiedTime(), is.size(), is.fileKey());
        }
    }

    /**
     * @param parser fails with {@link IllegalArgumentException}, whose message says what is wrong
     * @param absent the content while there is no such file; empty if that is a failure
     */
    WatchedFile(Vertx vertx, Path path, Function<byte[], T> parser, Optional<T> absent) {
        this.vertx = vertx;
        this.path = path;
        this.parser = parser;
        this.absent = absent;
    }

    /** The last content that could be parsed; null before. */
    T content() {
        return content;
    }

    /** Why the file as it is now cannot be used; empty if it can. */
    Optional<String> failure() {
        return Optional.ofNullable(failure);
    }

    /** Reads the file if it has changed. Callers at the same time share one check. Never fails. */
    Future<Void> check() {
        Promise<Void> mine = Promise.promise();
        Promise<Void> other = running.compareAndExchange(null, mine);
        if (other != null) {
            return other.future();
        }
        vertx.executeBlocking(this::readIfChanged, false).onComplete(end -> {
            running.set(null);
            mine.complete();
        });
        return mine.future();
    }

    private Void readIfChanged() {
        try {
            Version now = Version.of(path);
            if (!now.equals(version)) {
                version = now;
                content = parser.apply(read(path));
                failure = null;
            }
        } catch (NoSuchFileException gone) {
            absent();
        } catch (IOException unreadable) {
            version = null;
            fail("is not readable");
        } catch (IllegalArgumentException invalid) {
            fail(invalid.getMessage());
        }
        return null;
    }

    private void absent() {
        if (absent.isEmpty()) {
            fail("does not exist");
        } else if (version != null || content == null) {
            LOG.info("{} does not exist; it is read when it is created", path);
            content = absent.get();
            failure = null;
        }
        version = null;
    }

    /** The bytes of a file; fails with {@link IllegalArgumentException} if it is too large. Blocks. */
    static byte[] read(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new IllegalArgumentException("larger than 1 MiB");
            }
            return bytes;
        }
    }

    private void fail(String reason) {
        if (!reason.equals(failure)) {
            LOG.error("{}: {}; correct the file, {}", path, reason, kept());
        }
        failure = reason;
    }

    private String kept() {
        return content == null ? "which is read again then" : "until then its earlier content is used";
    }
}
