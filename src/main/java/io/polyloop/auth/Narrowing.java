package io.polyloop.auth;

import io.polyloop.config.TopicPattern;
import io.polyloop.config.Verb;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
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

    private record Entry(TopicMatcher topics, Set<Verb> allow) {}

    private Narrowing() {}

    /** Why the claim denies this, or null if it does not. A malformed claim denies everything. */
    static String fault(Object claim, Verb verb, String topic) {
        try {
            return allows(claim, verb, topic) ? null : "claim " + CLAIM + " does not allow it";
        } catch (IllegalArgumentException malformed) {
            return "claim " + CLAIM + " is malformed: " + malformed.getMessage();
        }
    }

    /** Where the topics are that the claim leaves to be read; none if it is malformed. */
    static List<TopicRange> readableRanges(Object claim) {
        try {
            return TopicRange.merge(parse(claim).stream()
                    .filter(entry -> entry.allow.contains(Verb.SUBSCRIBE) || entry.allow.contains(Verb.HISTORY))
                    .map(entry -> entry.topics.range(null, null)));
        } catch (IllegalArgumentException malformed) {
            return List.of();
        }
    }

    private static boolean allows(Object claim, Verb verb, String topic) {
        // All entries are parsed, also those behind one that allows: a malformed one denies.
        return parse(claim).stream().anyMatch(entry -> entry.allow.contains(verb) && entry.topics.matches(topic, null));
    }

    private static List<Entry> parse(Object claim) {
        require(claim instanceof Iterable<?>, "it is not a list");
        List<Entry> entries = new ArrayList<>();
        for (Object entry : (Iterable<?>) claim) {
            require(entries.size() < MAX_ENTRIES, "it has more than " + MAX_ENTRIES + " entries");
            entries.add(entry(entry instanceof JsonObject object ? object.getMap() : entry));
        }
        return entries;
    }

    private static Entry entry(Object entry) {
        require(
                entry instanceof Map<?, ?> map && map.keySet().equals(FIELDS),
                "an entry has other fields than topics and allow");
        Map<?, ?> fields = (Map<?, ?>) entry;
        require(fields.get("topics") instanceof String, "topics is not a pattern");
        TopicPattern pattern = TopicPattern.parse((String) fields.get("topics"));
        require(pattern.claims().isEmpty(), "a pattern has a placeholder");
        return new Entry(new TopicMatcher(pattern), Verb.parseAll(fields.get("allow")));
    }

    private static void require(boolean holds, String error) {
        if (!holds) {
            throw new IllegalArgumentException(error);
        }
    }
}
