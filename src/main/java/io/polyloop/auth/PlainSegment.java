package io.polyloop.auth;

/** The values of claims that can be a segment of a topic. */
final class PlainSegment {
    /** What they look like, for messages. */
    static final String FORM = "one plain segment (a-z 0-9 _ -)";

    /** As long as the longest topic. */
    private static final int MAX_LENGTH = 128;

    private PlainSegment() {}

    /**
     * The text of a claim that is a plain segment or a whole number; null for any other. A dot or a wildcard in a claim
     * would otherwise reach the topics of others.
     */
    static String of(Object claim) {
        if (claim instanceof String text) {
            return isPlain(text) ? text : null;
        }
        return claim instanceof Integer || claim instanceof Long ? claim.toString() : null;
    }

    private static boolean isPlain(String text) {
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean plain = c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '_' || c == '-';
            if (!plain) {
                return false;
            }
        }
        return true;
    }
}
