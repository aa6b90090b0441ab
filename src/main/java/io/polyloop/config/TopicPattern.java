package io.polyloop.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A pattern of topics. Its segments, as those of a topic, are the texts between the dots: {@code *} is exactly one
 * segment, {@code **} one or more, {@code {claim}} the value of a claim, and any other text is itself.
 */
public record TopicPattern(List<Segment> segments) {
    /** The claim that a placeholder cannot have: an issuer's address is never a segment. */
    private static final String ISSUER_CLAIM = "iss";

    private static final int MAX_LENGTH = 512;
    private static final Pattern TEXT = Pattern.compile("[a-z0-9_-]+");
    private static final Pattern CLAIM = Pattern.compile("[^\\s{}*]+");

    /** What a segment of a pattern stands for. */
    public enum Kind {
        /** Its own text. */
        TEXT,
        /** The value of the claim with this name. */
        CLAIM,
        /** Any one segment. */
        ONE,
        /** One or more segments. */
        MANY
    }

    /** @param text the text or the name of the claim; empty for a wildcard */
    public record Segment(Kind kind, String text) {}

    /** Fails with {@link IllegalArgumentException} and what is wrong. */
    public static TopicPattern parse(String pattern) {
        require(pattern.length() <= MAX_LENGTH, "the pattern is longer than " + MAX_LENGTH + " characters");
        List<Segment> segments = new ArrayList<>();
        for (int from = 0; from <= pattern.length(); ) {
            int end = end(pattern, from);
            segments.add(segment(pattern.substring(from, end)));
            from = end + 1;
        }
        return new TopicPattern(List.copyOf(segments));
    }

    /** Where the segment ends. A dot inside braces belongs to the name of a claim, such as {@code https://a.example/org}. */
    private static int end(String pattern, int from) {
        int dot =
                pattern.indexOf('.', pattern.startsWith("{", from) ? Math.max(from, pattern.indexOf('}', from)) : from);
        return dot < 0 ? pattern.length() : dot;
    }

    private static Segment segment(String text) {
        if (text.equals("*")) {
            return new Segment(Kind.ONE, "");
        }
        if (text.equals("**")) {
            return new Segment(Kind.MANY, "");
        }
        if (text.startsWith("{") && text.endsWith("}")) {
            return claim(text.substring(1, text.length() - 1));
        }
        require(!text.isEmpty(), "a segment is empty");
        require(
                TEXT.matcher(text).matches(),
                "\"" + text + "\" is not a segment: it has other characters than a-z 0-9 _ -, or a wildcard or {claim} "
                        + "that is only a part of it");
        return new Segment(Kind.TEXT, text);
    }

    private static Segment claim(String name) {
        require(CLAIM.matcher(name).matches(), "\"{" + name + "}\" does not name a claim");
        require(!name.equals(ISSUER_CLAIM), "{iss} is not a segment; use when: {issuer: …}");
        return new Segment(Kind.CLAIM, name);
    }

    private static void require(boolean holds, String error) {
        if (!holds) {
            throw new IllegalArgumentException(error);
        }
    }

    /** The names of the claims in it. */
    public Set<String> claims() {
        return segments.stream()
                .filter(segment -> segment.kind() == Kind.CLAIM)
                .map(Segment::text)
                .collect(Collectors.toSet());
    }
}
