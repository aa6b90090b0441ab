package io.polyloop.auth;

import static io.polyloop.auth.Identities.ISSUER;
import static io.polyloop.auth.Identities.access;
import static io.polyloop.auth.Identities.ada;
import static io.polyloop.auth.Identities.identity;
import static io.polyloop.auth.Identities.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.config.RuleSettings;
import io.polyloop.config.Verb;
import io.polyloop.topic.TopicName;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class AccessTest {
    private static final Set<Verb> ALL = EnumSet.allOf(Verb.class);

    private static boolean isAllowed(RuleSettings rule, Identity identity, String topic) {
        return access(rule).judge(identity, Verb.PUBLISH, new TopicName(topic)).allowed();
    }

    private static String reason(RuleSettings rule, Identity identity, String topic) {
        Decision decision = access(rule).judge(identity, Verb.PUBLISH, new TopicName(topic));
        assertFalse(decision.allowed(), decision::toString);
        return decision.reason();
    }

    @ParameterizedTest
    @CsvSource({
        "readings.d1,        readings.d1,        true",
        "readings.d1,        readings.d2,        false",
        "readings.d1,        readings.d1.x,      false",
        "readings.d1,        readings,           false",
        "readings.d1,        readings.d11,       false",
        "readings.*,         readings.d1,        true",
        "readings.*,         readings,           false",
        "readings.*,         readings.d1.x,      false",
        "*,                  readings,           true",
        "*,                  readings.d1,        false",
        "*.d1,               readings.d1,        true",
        "**,                 readings,           true",
        "**,                 a.b.c,              true",
        "**,                 a..b.,              true",
        "readings.**,        readings.a.b.c,     true",
        "readings.**,        readings.a,         true",
        "readings.**,        readings,           false",
        "readings.**,        readingsx.a,        false",
        "a.**.z,             a.b.z,              true",
        "a.**.z,             a.z,                false",
        "a.**.z,             a.z.z,              true",
        "a.**.z,             a.b.c.z,            true",
        "a.**.z,             a.b.z.c,            false",
        "a.**.z,             a.b.z.z,            true",
        "**.b.**.d,          a.b.b.d,            true",
        "**.b.**.d,          b.b.b.d,            true",
        "**.b.**.d,          a.b.d,              false",
        "**.**,              a,                  false",
        "**.**,              a.b,                true",
        "**.*,               a.b.c,              true",
        "*.**.*,             a.b,                false",
        "readings.{sub},     readings.ada,       true",
        "readings.{sub},     readings.bob,       false",
        "readings.{sub},     readings.adam,      false",
        "readings.{sub},     readings.ada.x,     false",
        "readings.{sub}.**,  readings.ada.x.y,   true",
        "**.{org},           a.b.acme,           true",
        "{org}.**.{sub},     acme.x.ada,         true",
        "{org}.**.{sub},     ada.x.acme,         false",
        "{number}.x,         7.x,                true",
        "{other}.x,          acme.x,             false"
    })
    void a_pattern_matches_by_whole_segments(String pattern, String topic, boolean allowed) {
        Identity identity = ada(Map.of("org", "acme", "number", 7L));
        assertEquals(allowed, isAllowed(rule(pattern), identity, topic));
    }

    @Test
    void without_rules_everything_is_denied() {
        assertEquals(
                Decision.deny("no rule allows it"), access().judge(ada(Map.of()), Verb.PUBLISH, new TopicName("a")));
    }

    @ParameterizedTest
    @EnumSource(Verb.class)
    void a_rule_allows_its_verbs_only(Verb allowed) {
        Access access = access(rule("a", Set.of(allowed), Map.of()));
        for (Verb verb : ALL) {
            Decision decision = access.judge(ada(Map.of()), verb, new TopicName("a"));
            assertEquals(verb == allowed, decision.allowed(), verb::toString);
        }
    }

    @Test
    void the_first_rule_that_allows_counts() {
        Access access = access(rule("b"), rule("*", Set.of(Verb.ERASE), Map.of()), rule("a.**"), rule("a"), rule("*"));
        assertEquals(
                4, access.judge(ada(Map.of()), Verb.PUBLISH, new TopicName("a")).rule());
    }

    static Stream<Object> injections() {
        return Stream.of(
                "*",
                "**",
                "a.b",
                "bob.**",
                "..",
                ".",
                "",
                " ",
                "{sub}",
                "{org}",
                "auth0|ada",
                "https://a.example",
                "Ada",
                "a/b",
                "a\u0000",
                "b\nc",
                "\u0430da",
                "\uff41",
                "a".repeat(129),
                "a".repeat(1_000_000),
                List.of("bob"),
                List.of("*"),
                List.of(),
                new JsonArray().add("bob"),
                new JsonObject().put("a", "bob"),
                Map.of(),
                1.5,
                1e300,
                new java.math.BigInteger("1"),
                true);
    }

    @ParameterizedTest
    @MethodSource("injections")
    void a_claim_that_is_not_a_plain_segment_denies(Object claim) {
        Identity identity = ada(Map.of("org", claim));
        for (String topic : List.of("bob", "a", "a.b", "a..b", "1", "1.5", "true", "ada", "a.".repeat(60) + "a")) {
            assertFalse(isAllowed(rule("{org}"), identity, topic), topic);
            assertFalse(isAllowed(rule("**.{org}"), identity, "x." + topic), topic);
        }
        assertEquals(
                "rule 1: claim org is not one plain segment (a-z 0-9 _ -)", reason(rule("{org}.x"), identity, "bob.x"));
    }

    @ParameterizedTest
    @MethodSource("injections")
    void a_subject_that_is_not_a_plain_segment_denies_and_the_reason_names_the_setting(Object subject) {
        if (subject instanceof String text) {
            Identity identity = identity(ISSUER, text, null, Map.of("sub", "bob"));
            String reason = reason(rule("readings.{sub}"), identity, "readings.bob");
            assertTrue(reason.contains("claim sub is not one plain segment"), reason);
            assertTrue(reason.contains("subject-claim"), reason);
            assertTrue(reason.length() < 200, "the reason quotes the subject");
        }
    }

    @Test
    void a_missing_claim_denies() {
        assertEquals("rule 1: claim org is missing", reason(rule("{org}"), ada(Map.of()), "a"));
    }

    @ParameterizedTest
    @CsvSource({"acme, true", "7, true", "-7, true", "a_b-c, true"})
    void a_plain_claim_is_the_segment(String value, boolean allowed) {
        Object claim = value.matches("-?\\d+") ? (Object) Integer.valueOf(value) : value;
        assertEquals(allowed, isAllowed(rule("x.{org}"), ada(Map.of("org", claim)), "x." + value));
    }

    @Test
    void a_claim_with_dots_in_its_name_is_one_placeholder() {
        RuleSettings rule = rule("x.{https://a.example/org}.y");
        assertTrue(isAllowed(rule, ada(Map.of("https://a.example/org", "acme")), "x.acme.y"));
    }

    static Stream<Arguments> conditions() {
        return Stream.of(
                Arguments.of("scope", List.of("ops"), Map.of("scope", "ops"), true),
                Arguments.of("scope", List.of("ops"), Map.of("scope", "read ops write"), true),
                Arguments.of("scope", List.of("ops"), Map.of("scope", "devops ops.x opsx"), false),
                Arguments.of("scope", List.of("ops"), Map.of("scope", "ops.x ops"), true),
                Arguments.of("scope", List.of("ops"), Map.of("scope", ""), false),
                Arguments.of("scope", List.of("ops"), Map.of("scope", List.of("read", "ops")), true),
                Arguments.of("scope", List.of("ops"), Map.of("scope", List.of("read ops")), false),
                Arguments.of("scope", List.of("ops"), Map.of("scope", new JsonArray().add("ops")), true),
                Arguments.of("scope", List.of("ops"), Map.of("scp", "read ops"), true),
                Arguments.of("scope", List.of("ops"), Map.of("scp", List.of("ops")), true),
                Arguments.of("scope", List.of("ops"), Map.of("scope", 1L), false),
                Arguments.of("scope", List.of("ops"), Map.of("scope", "a", "scp", "b"), false),
                Arguments.of("scope", List.of("ops"), Map.of(), false),
                Arguments.of("scope", List.of("a", "b"), Map.of("scope", "c b"), true),
                Arguments.of("issuer", List.of(ISSUER), Map.of(), true),
                Arguments.of("issuer", List.of("https://id.example.org"), Map.of(), false),
                Arguments.of("issuer", List.of("x"), Map.of("issuer", "x", "iss", "x"), false),
                Arguments.of("sub", List.of("ada"), Map.of(), true),
                Arguments.of("sub", List.of("bob"), Map.of("sub", "bob"), false),
                Arguments.of("role", List.of("admin"), Map.of("role", "admin"), true),
                Arguments.of("role", List.of("admin"), Map.of("role", "Admin"), false),
                Arguments.of("role", List.of("admin"), Map.of("role", "admin other"), false),
                Arguments.of("role", List.of("admin"), Map.of("role", List.of("x", "admin")), true),
                Arguments.of("role", List.of("admin"), Map.of("role", List.of(List.of("admin"))), false),
                Arguments.of("role", List.of("admin", "root"), Map.of("role", "root"), true),
                Arguments.of("role", List.of("admin"), Map.of("role", Map.of("admin", true)), false),
                Arguments.of("role", List.of("admin"), Map.of(), false),
                Arguments.of("level", List.of(3L), Map.of("level", 3), true),
                Arguments.of("level", List.of(3L), Map.of("level", 3L), true),
                Arguments.of("level", List.of(3L), Map.of("level", "3"), false),
                Arguments.of("level", List.of(3L), Map.of("level", 3.5), false),
                Arguments.of("level", List.of(3L), Map.of("level", List.of(1, 3)), true),
                Arguments.of("verified", List.of(true), Map.of("verified", true), true),
                Arguments.of("verified", List.of(true), Map.of("verified", "true"), false),
                Arguments.of("verified", List.of(false), Map.of(), false));
    }

    @ParameterizedTest
    @MethodSource("conditions")
    void a_condition_holds_for_one_of_its_values(
            String name, List<Object> values, Map<String, Object> claims, boolean holds) {
        RuleSettings rule = rule("a", ALL, Map.of(name, values));
        assertEquals(holds, isAllowed(rule, ada(claims), "a"));
        if (!holds) {
            assertTrue(reason(rule, ada(claims), "a").startsWith("rule 1 needs " + name + " "));
        }
    }

    @Test
    void every_condition_must_hold() {
        RuleSettings rule = rule("a", ALL, Map.of("scope", List.of("ops"), "role", List.of("admin")));
        assertFalse(isAllowed(rule, ada(Map.of("scope", "ops")), "a"));
        assertFalse(isAllowed(rule, ada(Map.of("role", "admin")), "a"));
        assertTrue(isAllowed(rule, ada(Map.of("role", "admin", "scope", "ops")), "a"));
    }

    @Test
    void a_subject_of_another_issuer_is_another_identity() {
        RuleSettings rule = rule("readings.{sub}", ALL, Map.of("issuer", List.of(ISSUER)));
        assertTrue(isAllowed(rule, identity(ISSUER, "ada", null, Map.of()), "readings.ada"));
        assertFalse(isAllowed(rule, identity("https://evil.example/", "ada", null, Map.of()), "readings.ada"));
        assertFalse(isAllowed(rule, identity(Identity.SERVICE_KEYS, "ada", null, Map.of()), "readings.ada"));
    }

    @ParameterizedTest
    @CsvSource({
        "acme, acme.a,  true",
        "acme, acme,    true",
        "acme, acmex.a, false",
        "acme, acm.a,   false",
        "acme, other.a, false",
        "acme, a.acme,  false",
        "'',   a.b,     false",
        "*,    a.b,     false",
        "a.b,  a.b,     false",
        ",     a.b,     false"
    })
    void the_first_segment_is_the_tenant_whatever_the_rules_are(String tenant, String topic, boolean allowed) {
        Access access = access("org", rule("**"));
        Identity identity = identity(ISSUER, "ada", tenant, Map.of("org", "a"));
        for (Verb verb : ALL) {
            Decision decision = access.judge(identity, verb, new TopicName(topic));
            assertEquals(allowed, decision.allowed());
            assertTrue(allowed || decision.reason().contains("tenant"), decision::reason);
        }
        assertEquals(allowed, access.mayRead(identity, new TopicName(topic)));
    }

    @Test
    void a_tenant_alone_allows_nothing() {
        Identity identity = identity(ISSUER, "ada", "acme", Map.of());
        assertFalse(access("org")
                .judge(identity, Verb.PUBLISH, new TopicName("acme.a"))
                .allowed());
    }

    @ParameterizedTest
    @CsvSource({"subscribe, true", "history, true", "publish, false", "erase, false"})
    void a_topic_can_be_read_with_subscribe_or_history(String verb, boolean mayRead) {
        Access access = access(rule("a", Verb.parseAll(List.of(verb)), Map.of()));
        assertEquals(mayRead, access.mayRead(ada(Map.of()), new TopicName("a")));
        assertFalse(access.mayRead(ada(Map.of()), new TopicName("b")));
    }

    @Test
    void the_claim_that_is_at_fault_is_the_reason_rather_than_a_condition_of_another_rule() {
        Access access = access(
                rule("a.*", ALL, Map.of("scope", List.of("ops"))),
                rule("a.{other}", ALL, Map.of("scope", List.of("ops"))),
                rule("a.{org}"));
        assertEquals(
                "rule 3: claim org is missing",
                access.judge(ada(Map.of()), Verb.ERASE, new TopicName("a.b")).reason());
        assertEquals(
                "rule 1 needs scope ops",
                access.judge(ada(Map.of("org", "c")), Verb.ERASE, new TopicName("a.b"))
                        .reason());
    }

    @Test
    void the_claims_that_it_reads_are_known() {
        Access access = access(
                "tenant",
                rule("{org}.{sub}"),
                rule("a", ALL, Map.of("issuer", List.of("x"), "scope", List.of("y"), "role", List.of(true))));
        assertEquals(Set.of("org", "scope", "scp", "role", "tenant", Narrowing.CLAIM), access.claimNames());
        assertEquals(Set.of(Narrowing.CLAIM), access(rule("a")).claimNames());
    }
}
