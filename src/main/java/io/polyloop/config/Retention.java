package io.polyloop.config;

import java.util.Comparator;
import java.util.List;

/**
 * What is kept of each topic: the bounds of all topics, and those of some. The rule with the longest match counts, and
 * the whole name before any prefix; what it leaves out is as for all topics.
 */
public record Retention(TopicRetention all, List<Rule> rules) {
    /** Ends the pattern of a prefix. */
    private static final String PREFIX = "*";

    /** @param pattern a topic's name, or the beginning of names and {@code *} */
    public record Rule(String pattern, TopicRetention bounds) {
        /** As in {@code conf/polyloop.yaml}. */
        @Override
        public String toString() {
            return "{topic: " + pattern + ", " + bounds + "}";
        }

        private boolean matches(String topic) {
            return pattern.endsWith(PREFIX)
                    ? topic.startsWith(pattern.substring(0, pattern.length() - 1))
                    : topic.equals(pattern);
        }

        /** A whole name goes before every prefix, and a longer prefix before a shorter one. */
        private int specificity() {
            return pattern.endsWith(PREFIX) ? pattern.length() : Integer.MAX_VALUE;
        }
    }

    public Retention {
        rules = rules.stream()
                .sorted(Comparator.comparingInt(Rule::specificity).reversed())
                .toList();
    }

    /** The bounds that count for this topic. */
    public TopicRetention of(String topic) {
        for (Rule rule : rules) {
            if (rule.matches(topic)) {
                return rule.bounds();
            }
        }
        return all;
    }

    static Retention read(SettingsReader reader) {
        TopicRetention all = new TopicRetention(
                reader.duration("journal.retention", RetentionEntry.MIN_AGE, RetentionEntry.MAX_AGE),
                reader.number("journal.retention-messages", 1, Integer.MAX_VALUE),
                Long.MAX_VALUE);
        return new Retention(all, RetentionEntry.readAll(reader, all));
    }
}
