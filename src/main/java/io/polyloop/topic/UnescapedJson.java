package io.polyloop.topic;

import java.util.Arrays;

/**
 * JSON text without escapes, which is the common case: its compact form is the same text without the white space
 * between tokens, so it is copied and not generated.
 */
final class UnescapedJson {
    private UnescapedJson() {}

    static boolean hasNoEscapes(byte[] bytes, int start, int end) {
        for (int i = start; i < end; i++) {
            if (bytes[i] == '\\') {
                return false;
            }
        }
        return true;
    }

    /** Compacts a value that was validated before. */
    static Payload compact(byte[] bytes, int start, int end) {
        byte[] compact = new byte[end - start];
        int length = 0;
        boolean inText = false;
        for (int i = start; i < end; i++) {
            // Without escapes, every quote starts or ends a string.
            inText ^= bytes[i] == '"';
            if (inText || bytes[i] > ' ') {
                compact[length++] = bytes[i];
            }
        }
        return new Payload(length == compact.length ? compact : Arrays.copyOf(compact, length));
    }
}
