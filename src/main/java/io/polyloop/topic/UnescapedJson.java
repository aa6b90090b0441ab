package io.polyloop.topic;

import java.util.Arrays;

/**
 * JSON text without any escape, which most is: its compact form is the text itself less the white space between its
 * tokens, so nothing has to be written anew.
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

    /** The compact form of a value that was found to be valid. */
    static Payload compact(byte[] bytes, int start, int end) {
        byte[] compact = new byte[end - start];
        int length = 0;
        boolean inText = false;
        for (int i = start; i < end; i++) {
            // Without escapes every quote begins or ends a text.
            inText ^= bytes[i] == '"';
            if (inText || bytes[i] > ' ') {
                compact[length++] = bytes[i];
            }
        }
        return new Payload(length == compact.length ? compact : Arrays.copyOf(compact, length));
    }
}
