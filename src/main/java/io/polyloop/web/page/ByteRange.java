package io.polyloop.web.page;

import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The bytes {@code first} to {@code last}, both included, of a page of {@code size} bytes. */
record ByteRange(long first, long last, long size) {
    private static final Pattern ONE = Pattern.compile("(?i:bytes)=([0-9]*)-([0-9]*)");

    /** The whole page. */
    static ByteRange whole(long size) {
        return new ByteRange(0, size - 1, size);
    }

    /**
     * Reads a {@code Range} header. Several ranges, another unit or nonsense are none, as RFC 9110 allows; a range
     * outside of the page is one that is not {@linkplain #satisfiable() satisfiable}.
     */
    static Optional<ByteRange> parse(String header, long size) {
        Matcher one = ONE.matcher(header);
        if (!one.matches() || header.endsWith("=-")) {
            return Optional.empty();
        }
        return one.group(1).isEmpty()
                ? Optional.of(suffix(number(one.group(2)), size))
                : between(number(one.group(1)), one.group(2), size);
    }

    private static ByteRange suffix(long length, long size) {
        return new ByteRange(length == 0 ? size : Math.max(0, size - length), size - 1, size);
    }

    private static Optional<ByteRange> between(long first, String end, long size) {
        long last = end.isEmpty() ? Long.MAX_VALUE : number(end);
        return last < first ? Optional.empty() : Optional.of(new ByteRange(first, Math.min(last, size - 1), size));
    }

    // More digits than a long has still name a place: one past the end of every page.
    private static long number(String digits) {
        return digits.length() > 18 ? Long.MAX_VALUE : Long.parseLong(digits);
    }

    /** Whether the page has its first byte. */
    boolean satisfiable() {
        return first < size;
    }

    long length() {
        return last - first + 1;
    }

    /** These bytes of the page's content. */
    Buffer of(Buffer content) {
        return content.slice((int) first, (int) last + 1);
    }

    /** As the value of {@code Content-Range}. */
    @Override
    public String toString() {
        return satisfiable() ? "bytes " + first + "-" + last + "/" + size : "bytes */" + size;
    }
}
