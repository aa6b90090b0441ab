package io.polyloop.auth;

import io.polyloop.config.RuleSettings;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One condition of a rule.
 *
 * @param values texts, Longs and Booleans, one of which the claim must be or contain
 */
record Condition(String name, List<Object> values) {
    /** The claim in which some issuers put the scopes, such as Entra and Okta. */
    static final String SHORT_SCOPE = "scp";

    boolean holds(Identity identity) {
        return switch (name) {
            case RuleSettings.ISSUER -> values.contains(identity.issuer());
            case TopicMatcher.SUBJECT -> values.contains(identity.subject());
            case RuleSettings.SCOPE ->
                hasScope(identity.claims().get(name))
                        || hasScope(identity.claims().get(SHORT_SCOPE));
            default -> isOrContains(identity.claims().get(name));
        };
    }

    private boolean isOrContains(Object claim) {
        if (claim instanceof Iterable<?> list) {
            for (Object item : list) {
                if (isOneOfValues(item)) {
                    return true;
                }
            }
            return false;
        }
        return isOneOfValues(claim);
    }

    private boolean isOneOfValues(Object claim) {
        return claim != null && values.contains(claim instanceof Integer number ? (Object) number.longValue() : claim);
    }

    /** A text of scopes with spaces between them (RFC 8693, section 4.2), or a list. */
    private boolean hasScope(Object claim) {
        if (!(claim instanceof String text)) {
            return claim instanceof Iterable<?> && isOrContains(claim);
        }
        for (Object scope : values) {
            if (hasWord(text, (String) scope)) {
                return true;
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

    @Override
    public String toString() {
        return name + " " + values.stream().map(Object::toString).collect(Collectors.joining(" or "));
    }
}
