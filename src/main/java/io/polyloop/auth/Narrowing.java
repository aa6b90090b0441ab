package io.polyloop.auth;

import io.polyloop.config.TopicPattern;
import io.polyloop.config.Verb;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Set;

/**
 * What the claim {@code polyloop} of a token leaves of what the rules allow: a list such as {@code [{"topics":
 * "readings.*", "allow": ["publish"]}]}. Its patterns are those of the rules, without placeholders; each of its entries
 * has both fields and no other. An empty list leaves nothing. Tokens of one subject can so be limited to a purpose.
 */
final class Narrowing {
    /** The claim. */
    static final String CLAIM = "polyloop";

    /** Entries of one claim: it is parsed for each decision, because an identity keeps nothing but claims. */
    private static final int MAX_ENTRIES = 32;

    private static final Set<String> FIELDS = Set.of("topics", "allow");

    private Narrowing() {}

    /** Why the claim denies this, or null if it does not. A malformed claim denies everything. */
    static String fault(Object claim, Verb verb, String topic) {
        try {
            return allows(claim, verb, topic) ? null : "claim " + CLAIM + " does not allow it";
        } catch (IllegalArgumentException malformed) {
            return "claim " + CLAIM + " is malformed: " + malformed.getMessage();
        }
    }

    private static boolean allows(Object claim, Verb verb, String topic) {
        require(claim instanceof Iterable<?>, "it is not a list");
        boolean allowed = false;
        int entries = 0;
        for (Object entry : (Iterable<?>) claim) {
            require(++entries <= MAX_ENTRIES, "it has more than " + MAX_ENTRIES + " entries");
            // Not only until one allows: a malformed entry behind it denies too.
            allowed |= entryAllows(entry instanceof JsonObject object ? object.getMap() : entry, verb, topic);
        }
        return allowed;
    }

    private static boolean entryAllows(Object entry, Verb verb, String topic) {
        require(
                entry instanceof Map<?, ?> map && map.keySet().equals(FIELDS),
                "an entry has other fields than topics and allow");
        Map<?, ?> fields = (Map<?, ?>) entry;
        require(fields.get("topics") instanceof String, "topics is not a pattern");
        TopicPattern pattern = TopicPattern.parse((String) fields.get("topics"));
        require(pattern.claims().isEmpty(), "a pattern has a placeholder");
        return Verb.parseAll(fields.get("allow")).contains(verb) && new TopicMatcher(pattern).matches(topic, null);
    }

    private static void require(boolean holds, String error) {
        if (!holds) {
            throw new IllegalArgumentException(error);
        }
    }
}
