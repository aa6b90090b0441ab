package io.polyloop.web;

import io.polyloop.topic.Problem;
import io.polyloop.topic.Utf8;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** The target of a request (RFC 9112, 3.2), checked before anything decodes it. */
public final class RequestTarget {
    private static final Pattern BROKEN_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");
    private static final Pattern DOT_SEGMENT = Pattern.compile("/(?:\\.|%2[eE]){1,2}(?=/|$)");

    private RequestTarget() {}

    /** Refuses what is not ASCII, broken escapes, and a query that is not UTF-8. */
    static void check(String uri, String query) {
        boolean escaped = false;
        for (int i = 0; i < uri.length(); i++) {
            char c = uri.charAt(i);
            if (c <= ' ' || c >= 0x7f || c == '#') {
                throw Problem.INVALID_REQUEST.because(
                        "the path or query contains a character that must be percent-encoded");
            }
            escaped |= c == '%';
        }
        if (escaped) {
            checkEscapes(uri, query);
        }
    }

    /** Whether the path is as it is written, without empty segments and without those that mean another path. */
    static boolean isNormalized(String path) {
        boolean plain = !path.contains("/.") && path.indexOf('%') < 0;
        return !path.contains("//") && (plain || !DOT_SEGMENT.matcher(path).find());
    }

    private static void checkEscapes(String uri, String query) {
        if (BROKEN_ESCAPE.matcher(uri).find()) {
            throw Problem.INVALID_REQUEST.because("the path or query contains a % without two hexadecimal digits");
        }
        if (query != null && query.indexOf('%') >= 0 && !isUtf8(query)) {
            throw Problem.INVALID_REQUEST.because("the decoded query is not UTF-8");
        }
    }

    /** Whether {@code text}, whose escapes are well-formed, stands for UTF-8. */
    public static boolean isUtf8(String text) {
        byte[] bytes = new byte[text.length()];
        int length = 0;
        for (int i = 0; i < text.length(); i++, length++) {
            boolean escape = text.charAt(i) == '%';
            bytes[length] = (byte) (escape ? HexFormat.fromHexDigits(text, i + 1, i + 3) : text.charAt(i));
            i += escape ? 2 : 0;
        }
        return Utf8.isValid(bytes, 0, length);
    }
}
