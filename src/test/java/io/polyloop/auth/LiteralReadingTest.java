package io.polyloop.auth;

import static io.polyloop.auth.Identities.access;
import static io.polyloop.auth.Identities.ada;
import static io.polyloop.auth.Identities.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.config.Verb;
import io.polyloop.topic.TopicName;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Compares decisions about random patterns, claims and topics with a slow reading of the rule's definition. */
class LiteralReadingTest {
    private static final int CASES = 200_000;
    private static final List<String> SEGMENTS = List.of("a", "b", "ab", "*", "**", "**", "{org}", "{sub}");
    private static final List<String> NAMES = List.of("a", "b", "ab", "ada", "");
    private static final List<String> CLAIMS = List.of("a", "b", "ab", "*", "**", "a.b", "", "A", "ada");

    private final Random random = new Random(14);

    @Test
    void a_rule_allows_exactly_what_its_literal_reading_allows() {
        int allowed = 0;
        for (int i = 0; i < CASES; i++) {
            List<String> pattern = pick(SEGMENTS, 5);
            List<String> topic = Stream.concat(Stream.of("a"), pick(NAMES, 6).stream())
                    .skip(random.nextInt(2))
                    .toList();
            String claim = CLAIMS.get(random.nextInt(CLAIMS.size()));
            String name = String.join(".", topic);
            if (name.startsWith(".") || name.isEmpty()) {
                continue;
            }
            boolean expected = reads(pattern, topic, claim);
            boolean actual = access(rule(String.join(".", pattern)))
                    .judge(ada(Map.of("org", claim)), Verb.HISTORY, new TopicName(name))
                    .allowed();
            assertEquals(expected, actual, () -> pattern + " with org " + claim + ": " + name);
            allowed += actual ? 1 : 0;
        }
        assertTrue(allowed > CASES / 20, "only " + allowed + " cases are allowed: the comparison is one-sided");
    }

    private List<String> pick(List<String> from, int most) {
        return Stream.generate(() -> from.get(random.nextInt(from.size())))
                .limit(1 + random.nextInt(most))
                .collect(Collectors.toList());
    }

    private static boolean reads(List<String> pattern, List<String> topic, String claim) {
        if (pattern.isEmpty() || topic.isEmpty()) {
            return pattern.isEmpty() && topic.isEmpty();
        }
        List<String> rest = pattern.subList(1, pattern.size());
        if (pattern.get(0).equals("**")) {
            return Stream.iterate(1, n -> n <= topic.size(), n -> n + 1)
                    .anyMatch(n -> reads(rest, topic.subList(n, topic.size()), claim));
        }
        return readsOne(pattern.get(0), topic.get(0), claim) && reads(rest, topic.subList(1, topic.size()), claim);
    }

    private static boolean readsOne(String segment, String name, String claim) {
        return switch (segment) {
            case "*" -> true;
            case "{sub}" -> name.equals("ada");
            case "{org}" -> name.equals(claim) && claim.matches("[a-z0-9_-]+");
            default -> name.equals(segment);
        };
    }
}
