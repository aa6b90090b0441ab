package io.polyloop.auth;

import static io.polyloop.auth.Identities.access;
import static io.polyloop.auth.Identities.identity;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.bus.JournalStub;
import io.polyloop.config.RuleSettings;
import io.polyloop.topic.TopicName;
import io.polyloop.topic.TopicPage;
import io.polyloop.topic.TopicState;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Compares the pages of random topics, under random rules, with the filtered list. */
class ReadableTopicsTest {
    private static final int CASES = 3_000;
    private static final List<String> SEGMENTS = List.of("a", "b", "ab", "a-", "*", "*", "**", "{org}", "{sub}");
    private static final List<String> NAMES = List.of("a", "b", "ab", "a-", "b_", "acme", "ada", "");
    private static final List<String> PREFIXES = List.of("", "", "", "a", "a.", "a.b", "acme.", "b.", "z");

    private final Random random = new Random(14);
    private final NavigableSet<String> stored = new TreeSet<>();
    private List<TopicRange> ranges;
    private int looked;

    private final class Recorder extends JournalStub {
        @Override
        public Future<List<TopicState>> topics(String prefix, String after, int limit) {
            List<TopicState> states = stored.tailSet(prefix).stream()
                    .filter(name -> name.startsWith(prefix) && name.compareTo(after) > 0)
                    .limit(limit)
                    .map(name -> new TopicState(new TopicName(name), 1, 1, 0, 0))
                    .toList();
            looked += states.size();
            // All but the one name that can follow a single one.
            assertTrue(
                    limit == 1
                            || states.stream().allMatch(state -> ranges.stream()
                                    .anyMatch(range ->
                                            range.contains(state.topic().value()))),
                    () -> states + " are not all in " + ranges);
            return Future.succeededFuture(states);
        }
    }

    @Test
    void the_pages_together_are_all_that_may_be_read() {
        int full = 0;
        int partial = 0;
        for (int i = 0; i < CASES; i++) {
            Access access = access(random.nextBoolean() ? "org" : "", rules());
            Identity ada = identity("i", "ada", pick(List.of("acme", "a", "ab")), claims());
            store();
            String prefix = pick(PREFIXES);
            List<String> expected = stored.stream()
                    .filter(name -> name.startsWith(prefix) && access.mayRead(ada, new TopicName(name)))
                    .toList();
            ranges = TopicRange.intersect(access.readableRanges(ada), List.of(TopicRange.startingWith(prefix)));
            assertEquals(expected, pages(access, ada), () -> ranges + " of " + stored);
            full += expected.size() == stored.size() ? 1 : 0;
            partial += !expected.isEmpty() && expected.size() < stored.size() ? 1 : 0;
        }
        assertTrue(full > CASES / 100 && partial > CASES / 5, "one-sided: " + full + " full, " + partial + " partial");
    }

    private List<String> pages(Access access, Identity identity) {
        int limit = 1 + random.nextInt(5);
        int maxPassed = 1 + random.nextInt(8);
        List<String> listed = new ArrayList<>();
        String next = "";
        while (next != null) {
            looked = 0;
            TopicPage page = new ReadableTopics(
                            new Recorder(), topic -> access.mayRead(identity, topic), maxPassed, limit)
                    .read(ranges, next)
                    .result();
            assertTrue(page.topics().size() <= limit);
            assertTrue(looked <= 2 * (limit + maxPassed + 1) + ranges.size(), "looked at " + looked);
            page.topics().forEach(state -> listed.add(state.topic().value()));
            assertTrue(page.next() == null || page.next().compareTo(next) > 0, "no progress");
            next = page.next();
        }
        return listed;
    }

    private RuleSettings[] rules() {
        return Stream.generate(() -> Identities.rule(name(SEGMENTS, 4)))
                .limit(1 + random.nextInt(5))
                .toArray(RuleSettings[]::new);
    }

    private Map<String, Object> claims() {
        Map<String, Object> claims = new HashMap<>(Map.of("org", pick(List.of("acme", "a", "ab", "a.b"))));
        if (random.nextInt(3) == 0) {
            claims.put(
                    Narrowing.CLAIM,
                    Stream.generate(() -> Map.of(
                                    "topics", narrowing(), "allow", List.of(pick(List.of("history", "publish")))))
                            .limit(1 + random.nextInt(3))
                            .toList());
        }
        return claims;
    }

    private String narrowing() {
        return name(List.of("a", "b", "*", "**"), 3);
    }

    private void store() {
        stored.clear();
        int most = random.nextInt(150);
        for (int i = 0; i < most; i++) {
            String name = name(NAMES, 4);
            if (!name.isEmpty() && !name.startsWith(".")) {
                stored.add(name);
            }
        }
    }

    private String name(List<String> from, int most) {
        return String.join(
                ".",
                Stream.generate(() -> pick(from))
                        .limit(1 + random.nextInt(most))
                        .toList());
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
