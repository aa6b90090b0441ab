package io.polyloop.auth;

import java.util.Map;

/** The scopes of a token: {@code scope} as text (RFC 8693, section 4.2) or a list, and {@code scp} of some issuers. */
public final class Scopes {
    static final String SCOPE = "scope";
    /** Entra and Okta put the scopes here. */
    static final String SHORT = "scp";

    private Scopes() {}

    /** Whether the token has the scope. Does not allocate. */
    public static boolean has(Map<String, Object> claims, String scope) {
        return contains(claims.get(SCOPE), scope) || contains(claims.get(SHORT), scope);
    }

    private static boolean contains(Object claim, String scope) {
        if (claim instanceof String text) {
            return hasWord(text, scope);
        }
        if (claim instanceof Iterable<?> list) {
            for (Object item : list) {
                if (scope.equals(item)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean hasWord(String text, String word) {
        for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
            int end = at + word.length();
            if ((at == 0 || text.charAt(at - 1) == ' ') && (end == text.length() || text.charAt(end) == ' ')) {
                return true;
            }
        }
        return false;
    }
}
