package io.polyloop.auth;

import io.polyloop.config.TopicPattern;
import io.polyloop.config.TopicPattern.Kind;
import io.polyloop.config.TopicPattern.Segment;

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
