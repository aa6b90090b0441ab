package io.polyloop.http;

import io.polyloop.topic.Problem;
import io.polyloop.topic.Utf8;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;

/** A body of the type {@code application/x-www-form-urlencoded} (WHATWG URL, 5.1), strictly read. */
public final class FormFields {
    /** Fields of one form: each costs more memory than its two bytes on the wire. */
    public static final int MAX_FIELDS = 1_000;

    private FormFields() {}

    /**
     * The decoded fields: a string each, or an array of strings for a name that is given more than once. Refuses with
     * {@link Problem#INVALID_MESSAGE} what is not a form: a broken escape, text that is not UTF-8, a field without name.
     */
    public static JsonObject parse(byte[] body) {
        JsonObject fields = new JsonObject();
        int count = 0;
        for (int start = 0, end; start < body.length; start = end + 1) {
            end = indexOf(body, '&', start, body.length);
            if (end > start) {
                require(++count <= MAX_FIELDS, "the form has more than " + MAX_FIELDS + " fields");
                int equals = indexOf(body, '=', start, end);
                String name = decoded(body, start, equals);
                require(!name.isEmpty(), "a field of the form has no name");
                add(fields, name, decoded(body, Math.min(equals + 1, end), end));
            }
        }
        return fields;
    }

    private static void add(JsonObject fields, String name, String value) {
        Object before = fields.getValue(name);
        if (before == null) {
            fields.put(name, value);
        } else if (before instanceof JsonArray several) {
            several.add(value);
        } else {
            fields.put(name, JsonArray.of(before, value));
        }
    }

    private static int indexOf(byte[] body, char wanted, int from, int to) {
        int i = from;
        while (i < to && body[i] != wanted) {
            i++;
        }
        return i;
    }

    private static String decoded(byte[] body, int from, int to) {
        byte[] bytes = new byte[to - from];
        int length = 0;
        for (int i = from; i < to; i++, length++) {
            if (body[i] == '%') {
                require(i + 2 < to && hex(body[i + 1]) >= 0 && hex(body[i + 2]) >= 0, "the form has a broken escape");
                bytes[length] = (byte) (hex(body[i + 1]) << 4 | hex(body[i + 2]));
                i += 2;
            } else {
                bytes[length] = body[i] == '+' ? (byte) ' ' : body[i];
            }
        }
        require(Utf8.isValid(bytes, 0, length), "the decoded form is not UTF-8");
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    private static int hex(byte digit) {
        return Character.digit(digit, 16);
    }

    private static void require(boolean holds, String detail) {
        if (!holds) {
            throw Problem.INVALID_MESSAGE.because(detail);
        }
    }
}
