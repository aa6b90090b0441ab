package io.polyloop.web.page;

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
 * @param bytes the content, or null for a file too large to keep: that one is sent from where it is
 */
record Page(String name, String type, String etag, long size, Instant modified, Buffer bytes) {

    /** A page held in memory. Hashes the content: not for an event loop. */
    static Page held(String name, Buffer bytes, long modified) {
        return new Page(
                name, ContentType.of(name), '"' + sha256(bytes) + '"', bytes.length(), seconds(modified), bytes);
    }

    /**
     * A page too large for that. Its tag is made of size and time: hashing would read it all, and without a strong tag
     * a broken download could not be resumed.
     */
    static Page streamed(String name, PageFiles.Stat stat) {
        String etag = "\"" + Long.toHexString(stat.size()) + "-" + Long.toHexString(stat.modified()) + '"';
        return new Page(name, ContentType.of(name), etag, stat.size(), seconds(stat.modified()), null);
    }

    boolean isHeld() {
        return bytes != null;
    }

    /** What it costs to keep: the content, and roughly the objects around it. */
    long weight() {
        return 512 + (isHeld() ? bytes.length() : 0);
    }

    /**
     * Markup, style and script are asked for again each time, which costs a 304: a page must never run with the script
     * of another version. The rest may be a little old.
     */
    String cacheControl() {
        return ContentType.isPart(type) ? "no-cache" : "public, max-age=300";
    }

    private static Instant seconds(long millis) {
        return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS);
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
