package io.polyloop.config;

import java.util.Comparator;
import java.util.List;

/**
 * The limits for stored messages: defaults for all topics, and rules for some. The most specific rule applies: a full
 * name before a prefix, a longer prefix before a shorter one. A limit that the rule omits has its default.
 */
public record Retention(TopicRetention all, List<Rule> rules) {
    /** Marks a prefix, at the end of a pattern. */
    private static final String PREFIX = "*";

    /** @param pattern a topic name, or a prefix of topic names followed by {@code *} */
    public record Rule(String pattern, TopicRetention bounds) {
        /** In the syntax of {@code conf/polyloop.yaml}. */
        @Override
        public String toString() {
            return "{topic: " + pattern + ", " + bounds + "}";
        }

        private boolean matches(String topic) {
            return pattern.endsWith(PREFIX)
                    ? topic.startsWith(pattern.substring(0, pattern.length() - 1))
                    : topic.equals(pattern);
        }

        private int specificity() {
            return pattern.endsWith(PREFIX) ? pattern.length() : Integer.MAX_VALUE;
        }
    }

    public Retention {
        rules = rules.stream()
                .sorted(Comparator.comparingInt(Rule::specificity).reversed())
                .toList();
    }

    /** The limits that apply to {@code topic}. */
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
