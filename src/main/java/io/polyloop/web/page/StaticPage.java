package io.polyloop.web.page;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;

/**
 * One version of one file, ready to be sent. It never changes, so any number of responses may share it.
 *
 * @param etag strong, with its quotes
 * @param modified in whole seconds, as HTTP has no finer ones
 * @param headers of an answer with the whole page; immutable
 * @param bytes the content, or null for a file too large to keep: that one is sent from where it is
 */
record StaticPage(String name, String etag, long size, Instant modified, MultiMap headers, Buffer bytes) {

    /** A page held in memory. Hashes the content: not for an event loop. */
    static StaticPage inMemory(String name, Buffer bytes, long modified) {
        return create(name, '"' + sha256(bytes) + '"', bytes.length(), modified, bytes);
    }

    /**
     * A page too large for that. Its tag is made of size and time: hashing would read it all, and without a strong tag
     * a broken download could not be resumed.
     */
    static StaticPage streamed(String name, PageFiles.Stat stat) {
        String etag = "\"" + Long.toHexString(stat.size()) + "-" + Long.toHexString(stat.modified()) + '"';
        return create(name, etag, stat.size(), stat.modified(), null);
    }

    private static StaticPage create(String name, String etag, long size, long millis, Buffer bytes) {
        Instant modified = Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS);
        return new StaticPage(
                name, etag, size, modified, PageHeaders.of(FileType.of(name), etag, size, modified), bytes);
    }

    boolean isInMemory() {
        return bytes != null;
    }

    /** What it costs to keep: the content, and roughly the objects around it. */
    long weight() {
        return 2_048 + (isInMemory() ? bytes.length() : 0);
    }

    private static String sha256(Buffer bytes) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes.getBytes());
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
