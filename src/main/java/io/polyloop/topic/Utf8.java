package io.polyloop.topic;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Strict UTF-8 (RFC 3629): refuses text where Java's decoder would insert a replacement character. */
public final class Utf8 {
    private Utf8() {}

    /** Whether these bytes are UTF-8. */
    public static boolean isValid(byte[] bytes, int offset, int length) {
        return isAscii(bytes, offset, length) || isDecoded(bytes, offset, length);
    }

    /** The loop has no early exit, so that the compiler can vectorize it. */
    private static boolean isAscii(byte[] bytes, int offset, int length) {
        int signs = 0;
        for (int i = offset; i < offset + length; i++) {
            signs |= bytes[i];
        }
        return signs >= 0;
    }

    private static boolean isDecoded(byte[] bytes, int offset, int length) {
        try {
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, offset, length));
            return true;
        } catch (CharacterCodingException malformed) {
            return false;
        }
    }

    /** Encodes text; a lone surrogate, which UTF-8 cannot encode, fails with {@link Problem#INVALID_JSON}. */
    static byte[] encode(CharSequence text) {
        try {
            ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            return Arrays.copyOfRange(bytes.array(), bytes.arrayOffset(), bytes.arrayOffset() + bytes.limit());
        } catch (CharacterCodingException malformed) {
            throw Problem.INVALID_JSON.because("the text contains a lone surrogate (RFC 7493, section 2.1)");
        }
    }

    /** Refuses JSON text that is not UTF-8, or that starts with a byte from which readers infer another encoding. */
    static void check(byte[] bytes, int offset, int length) {
        if (!isValid(bytes, offset, length)) {
            throw Problem.INVALID_JSON.because("the text is not UTF-8");
        }
        boolean guessable = length > 0 && (bytes[offset] == 0 || bytes[offset] == (byte) 0xEF);
        boolean wide = length > 1 && bytes[offset + 1] == 0;
        if (guessable || wide) {
            throw Problem.INVALID_JSON.because(
                    "the text starts with a byte order mark or NUL, which JSON does not allow");
        }
    }
}
