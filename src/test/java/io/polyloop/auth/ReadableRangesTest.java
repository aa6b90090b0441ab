package io.polyloop.auth;

import static io.polyloop.auth.Identities.access;
import static io.polyloop.auth.Identities.ada;
import static io.polyloop.auth.Identities.identity;
import static io.polyloop.auth.Identities.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.polyloop.config.RuleSettings;
import io.polyloop.config.Verb;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where {@link Access} says that the topics are that an identity may read: {@code =} before a name, {@code ^} before a prefix. */
class ReadableRangesTest {
    private static final Map<String, Object> CLAIMS = Map.of("org", "acme", "bad", "a.b", "number", 7);

    @ParameterizedTest
    @CsvSource({
        "notices, =notices",
        "a.b.c, =a.b.c",
        "readings.*, ^readings.",
        "readings.**, ^readings.",
        "a.b.*.c, ^a.b.",
        "**, ^",
        "*, ^",
        "*.b, ^",
        "'**.b', ^",
        "{org}, =acme",
        "{org}.{sub}.*, ^acme.ada.",
        "a.{number}, =a.7",
        "a.*.{org}, ^a.",
        "{missing}.a, ''",
        "{bad}.a, ''",
        "a.*.{bad}, ''",
        "**.{missing}, ''",
    })
    void a_range_has_the_segments_before_the_first_wildcard(String pattern, String expected) {
        assertEquals(expected, ranges(access(rule(pattern)), ada(CLAIMS)));
    }

    @ParameterizedTest
    @CsvSource({
        "**, =acme ^acme.",
        "*, =acme",
        "*.open.**, ^acme.open.",
        "*.*.a, ^acme.",
        "**.a, =acme ^acme.",
        "{org}.team.*, ^acme.team.",
        "acme.ops, =acme.ops",
        "acme-x.ops, ''",
        "globex.**, ''",
    })
    void of_each_rule_only_what_the_tenant_has_is_left(String pattern, String expected) {
        assertEquals(expected, ranges(access("org", rule(pattern)), identity("i", "ada", "acme", CLAIMS)));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "*", "a.b", "ACME"})
    void without_a_plain_tenant_there_is_none(String tenant) {
        assertEquals("", ranges(access("org", rule("**")), identity("i", "ada", tenant, CLAIMS)));
    }

    @ParameterizedTest
    @EnumSource
    void a_rule_counts_if_it_lets_subscribe_or_read(Verb verb) {
        boolean reads = verb == Verb.SUBSCRIBE || verb == Verb.HISTORY;
        Access access = access(rule("a.*", EnumSet.of(verb), Map.of()));
        assertEquals(reads ? "^a." : "", ranges(access, ada(Map.of())));
    }

    @Test
    void a_rule_counts_while_its_conditions_hold() {
        Access access = access(rule("a.*", EnumSet.allOf(Verb.class), Map.of("role", List.of("admin"))));
        assertEquals("", ranges(access, ada(Map.of())));
        assertEquals("^a.", ranges(access, ada(Map.of("role", "admin"))));
    }

    @ParameterizedTest
    @CsvSource({
        "b.* a.*, ^a. ^b.",
        "a.b.* a.** a.c, ^a.",
        "a a.* a-b, =a =a-b ^a.",
        "a a, =a",
        "a.* ab.*, ^a. ^ab.",
        "a.** ** b, ^",
    })
    void ranges_are_in_name_order_without_those_that_others_cover(String patterns, String expected) {
        RuleSettings[] rules =
                Stream.of(patterns.split(" ")).map(Identities::rule).toArray(RuleSettings[]::new);
        assertEquals(expected, ranges(access(rules), ada(Map.of())));
    }

    @ParameterizedTest
    @CsvSource({
        "**, ^a. ^b.c.",
        "a.b, =a.b",
        "a.b.** b.** c.*, ^a.b. ^b.c.",
        "b.* c.*, ^b.c.",
        "b, ''",
        "'', ''",
    })
    void the_claim_of_the_token_narrows(String patterns, String expected) {
        List<Map<String, Object>> claim = Arrays.stream(patterns.split(" "))
                .filter(pattern -> !pattern.isEmpty())
                .map(pattern -> Map.<String, Object>of("topics", pattern, "allow", List.of("history")))
                .toList();
        Access access = access(rule("a.*"), rule("b.c.*"));
        assertEquals(expected, ranges(access, ada(Map.of(Narrowing.CLAIM, claim))));
    }

    @Test
    void a_claim_that_is_malformed_or_lets_only_publish_leaves_none() {
        for (Object claim :
                List.of("**", List.of("**"), List.of(Map.of("topics", "**", "allow", List.of("publish"))))) {
            assertEquals("", ranges(access(rule("**")), ada(Map.of(Narrowing.CLAIM, claim))), claim::toString);
        }
    }

    private static String ranges(Access access, Identity identity) {
        List<String> texts = access.readableRanges(identity).stream()
                .map(range -> (range.exact() ? "=" : "^") + range.start())
                .toList();
        return String.join(" ", texts);
    }
}
