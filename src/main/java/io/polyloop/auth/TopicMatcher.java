package io.polyloop.auth;

import io.polyloop.config.TopicPattern;
import io.polyloop.config.TopicPattern.Kind;
import io.polyloop.config.TopicPattern.Segment;
import java.util.stream.Stream;

/** Matches topics with a pattern, in place and without allocation. Immutable; any thread. */
final class TopicMatcher {
    /** The claim that is always {@link Identity#subject}, also if {@code subject-claim} names another one. */
    static final String SUBJECT = "sub";

    private final Segment[] pattern;

    TopicMatcher(TopicPattern pattern) {
        this.pattern = pattern.segments().toArray(Segment[]::new);
    }

    /** Whether the topic matches with the claims of the identity. */
    boolean matches(String topic, Identity identity) {
        int next = 0; // in the pattern
        int from = 0; // in the topic: where a segment starts, or one past the dot that would follow it
        int many = -1; // the last MANY, and where the segments that it does not take yet start
        int after = 0;
        while (from <= topic.length()) {
            int end = end(topic, from);
            if (next < pattern.length && covers(pattern[next], topic, from, end, identity)) {
                if (pattern[next].kind() == Kind.MANY) {
                    many = next;
                    after = end + 1;
                }
                next++;
                from = end + 1;
            } else if (many >= 0) {
                after = end(topic, after) + 1;
                next = many + 1;
                from = after;
            } else {
                return false;
            }
        }
        return next == pattern.length;
    }

    /**
     * Where the topics are that match: those with the segments before the first wildcard. Null if none does, because a
     * claim is missing or not plain.
     *
     * @param tenant the only first segment that counts, or null if all do
     */
    TopicRange range(Identity identity, String tenant) {
        if (Stream.of(pattern).anyMatch(segment -> segment.kind() == Kind.CLAIM && text(segment, identity) == null)) {
            return null;
        }
        StringBuilder start = new StringBuilder();
        for (Segment segment : pattern) {
            String text = start.isEmpty() && segment.kind() == Kind.ONE ? tenant : text(segment, identity);
            if (text == null) {
                return TopicRange.startingWith(start.toString());
            }
            start.append(text).append('.');
        }
        return TopicRange.of(start.substring(0, start.length() - 1));
    }

    private static String text(Segment segment, Identity identity) {
        return switch (segment.kind()) {
            case ONE, MANY -> null;
            case TEXT -> segment.text();
            case CLAIM -> PlainSegment.of(claim(segment, identity));
        };
    }

    private static int end(String topic, int from) {
        int dot = topic.indexOf('.', from);
        return dot < 0 ? topic.length() : dot;
    }

    private static boolean covers(Segment segment, String topic, int from, int end, Identity identity) {
        return switch (segment.kind()) {
            case ONE, MANY -> true;
            case TEXT -> isAt(segment.text(), topic, from, end);
            case CLAIM -> identity == null || isAt(PlainSegment.of(claim(segment, identity)), topic, from, end);
        };
    }

    private static boolean isAt(String text, String topic, int from, int end) {
        return text != null && text.length() == end - from && topic.startsWith(text, from);
    }

    private static Object claim(Segment segment, Identity identity) {
        return segment.text().equals(SUBJECT)
                ? identity.subject()
                : identity.claims().get(segment.text());
    }

    /** Why the pattern does not apply to the identity although it could match the topic; null if it could not. */
    String fault(String topic, Identity identity) {
        if (!matches(topic, null)) {
            return null;
        }
        for (Segment segment : pattern) {
            if (segment.kind() == Kind.CLAIM && PlainSegment.of(claim(segment, identity)) == null) {
                return fault(segment.text(), claim(segment, identity));
            }
        }
        return null;
    }

    private static String fault(String claim, Object value) {
        if (value == null) {
            return "claim " + claim + " is missing";
        }
        return "claim " + claim + " is not " + PlainSegment.FORM
                + (claim.equals(SUBJECT) ? "; subject-claim can name another claim" : "");
    }
}
