package io.polyloop.http;

import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Headers that are lists of tokens, such as {@code Connection: keep-alive, Upgrade}. The elements may stand in one line
 * or in several, and some may be empty (RFC 9110, 5.3 and 5.6.1); their case does not matter.
 */
public final class TokenList {
    private TokenList() {}

    /** The elements in lower case, in their order. */
    public static List<String> of(MultiMap headers, CharSequence name) {
        List<String> tokens = new ArrayList<>(2);
        for (String line : headers.getAll(name)) {
            for (String element : line.split(",")) {
                String token = element.strip();
                if (!token.isEmpty()) {
                    tokens.add(token.toLowerCase(Locale.ROOT));
                }
            }
        }
        return tokens;
    }

    /** Whether one of the elements is {@code token}, which is in lower case. */
    public static boolean has(MultiMap headers, CharSequence name, String token) {
        return headers.contains(name) && of(headers, name).contains(token);
    }
}
