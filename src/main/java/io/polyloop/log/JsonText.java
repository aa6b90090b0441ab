package io.polyloop.log;

/** Writes JSON strings of a limited size. Not thread-safe. */
final class JsonText {
    private static final String CUT = "…";

    private final StringBuilder out = new StringBuilder(256);

    JsonText raw(String json) {
        out.append(json);
        return this;
    }

    /** A member of an object, with a comma before it unless it is the first; nothing if {@code value} is null. */
    JsonText member(String name, String value, int maxBytes) {
        return value == null ? this : name(name).string(value, maxBytes);
    }

    /** The name of a member, which needs no escapes; its value follows. */
    JsonText name(String name) {
        if (out.length() > 0 && out.charAt(out.length() - 1) != '{') {
            out.append(',');
        }
        out.append('"').append(name).append("\":");
        return this;
    }

    /** @param maxBytes of the value in UTF-8, escapes included; the rest is replaced by an ellipsis */
    private JsonText string(String value, int maxBytes) {
        out.append('"');
        int left = maxBytes - CUT.length() * 3;
        for (int i = 0; i < value.length(); ) {
            int c = value.codePointAt(i);
            String escape = escape(c);
            left -= escape == null ? utf8Length(c) : escape.length();
            if (left < 0) {
                out.append(CUT);
                break;
            }
            if (escape == null) {
                out.appendCodePoint(c);
            } else {
                out.append(escape);
            }
            i += Character.charCount(c);
        }
        out.append('"');
        return this;
    }

    /** Null if the character can stand in a JSON string as it is. */
    private static String escape(int c) {
        return switch (c) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> {
                if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                    yield "\\ufffd"; // half of a pair, which is no character
                }
                yield c <= Character.MAX_VALUE && LogText.isControl((char) c) ? String.format("\\u%04x", c) : null;
            }
        };
    }

    static int utf8Length(int c) {
        return c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
