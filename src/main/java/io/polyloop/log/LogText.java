package io.polyloop.log;

import java.util.regex.Pattern;

/**
 * Escapes control characters in log text. Otherwise a line break in a client's text could forge a log event, and an
 * escape sequence would reach the terminal (CWE-117).
 */
public final class LogText {
    private static final int FIRST_OF_C1 = 0x7f;
    private static final int LAST_OF_C1 = 0x9f;

    /** Maximum length of a script's log event: a handler must not fill the disk with a single call. */
    private static final int MAX_LENGTH = 64 * 1024;

    /** Bytes of a message in the log. Longer lines than 16 KiB are split by container runtimes. */
    static final int MAX_MESSAGE = 8 * 1024;

    private static final String CUT = "…";

    /** How a JSON object, such as an audit event, or the time of an event begins. Linear: ends before a line break. */
    private static final Pattern EVENT = Pattern.compile("[ \\p{Z}\\p{Cf}]*+(?:\\{ *+\"|\\d{4}-)");

    private LogText() {}

    /** The text, or its beginning and the number of omitted characters. */
    public static String truncate(String text) {
        return text.length() <= MAX_LENGTH
                ? text
                : text.substring(0, MAX_LENGTH) + " … " + (text.length() - MAX_LENGTH) + " more characters";
    }

    /** The text, or its beginning and an ellipsis. */
    static String cut(String text, int maxBytes) {
        int bytes = 0;
        int kept = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            bytes += JsonText.utf8Length(c);
            if (bytes > maxBytes) {
                return text.substring(0, kept) + CUT;
            }
            i += Character.charCount(c);
            kept = bytes <= maxBytes - JsonText.utf8Length(CUT.charAt(0)) ? i : kept;
        }
        return text;
    }

    /** Escapes to one line. Returns the same string if there is nothing to escape. */
    public static String escapeLine(String text) {
        return escape(text, false);
    }

    /**
     * Escapes as {@link #escapeLine} does, but keeps line breaks before lines that are indented or start with a closing
     * bracket, such as the frames of a stack trace. Only log events start in the first column; a line that is one except
     * for its indentation is escaped.
     */
    public static String escapeLines(String text) {
        return escape(text, true);
    }

    private static String escape(String text, boolean keepLines) {
        StringBuilder escaped = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean safe = !isControl(c) || keepLines && c == '\n' && continues(text, i + 1);
            if (!safe && escaped == null) {
                escaped = new StringBuilder(text.length() + 16).append(text, 0, i);
            }
            if (escaped != null) {
                append(escaped, c, safe);
            }
        }
        return escaped == null ? text : escaped.toString();
    }

    private static boolean continues(String text, int next) {
        return next < text.length()
                && " }])".indexOf(text.charAt(next)) >= 0
                && !EVENT.matcher(text).region(next, text.length()).lookingAt();
    }

    /**
     * C0, DEL and C1, line and paragraph separators, and bidirectional controls (CVE-2021-42574).
     */
    static boolean isControl(char c) {
        return c < ' '
                || c >= FIRST_OF_C1 && c <= LAST_OF_C1
                || c == '\u061c'
                || c >= '\u200e' && c <= '\u200f'
                || c >= '\u2028' && c <= '\u202e'
                || c >= '\u2066' && c <= '\u2069';
    }

    private static void append(StringBuilder escaped, char c, boolean safe) {
        if (safe) {
            escaped.append(c);
            return;
        }
        switch (c) {
            case '\n' -> escaped.append("\\n");
            case '\r' -> escaped.append("\\r");
            case '\t' -> escaped.append("\\t");
            default -> escaped.append("\\u").append(String.format("%04x", (int) c));
        }
    }
}
