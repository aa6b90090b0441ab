package io.polyloop.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleSettingsTest {
    private static final String KEY = "auth.rules";

    private static JsonArray rules(String json) {
        return new JsonArray(json.replace('\'', '"'));
    }

    private static List<String> errors(String json) {
        return Defaults.errors(KEY, rules(json));
    }

    @Test
    void a_rule_has_a_pattern_verbs_and_conditions() {
        List<RuleSettings> rules = Defaults.with(
                        "auth.issuers",
                        JsonArray.of(issuer("x"), issuer("y")),
                        KEY,
                        rules("[{'topics':'readings.{sub}','allow':['publish','history']},"
                                + "{'topics':'a.**','allow':['*'],"
                                + "'when':{'scope':'ops','issuer':['x','y'],'level':3,'verified':true}}]"))
                .auth()
                .rules();
        assertEquals(
                List.of(
                        new RuleSettings(
                                TopicPattern.parse("readings.{sub}"), Set.of(Verb.PUBLISH, Verb.HISTORY), Map.of()),
                        new RuleSettings(
                                TopicPattern.parse("a.**"),
                                EnumSet.allOf(Verb.class),
                                Map.of(
                                        "scope", List.of("ops"),
                                        "issuer", List.of("x", "y"),
                                        "level", List.of(3L),
                                        "verified", List.of(true)))),
                rules);
    }

    private static JsonObject issuer(String name) {
        return JsonObject.of("issuer", name, "audience", "a", "keys", "https://id.example.org/jwks.json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'urn:polyloop:service-keys'", "'urn:polyloop:development'", "['x','y']"})
    void a_rule_can_name_an_issuer_that_there_is(String issuers) {
        String rule = "[{'topics':'a','allow':['publish'],'when':{'issuer':" + issuers + "}}]";
        assertEquals(
                List.of(), Defaults.errors(KEY, rules(rule), "auth.issuers", JsonArray.of(issuer("x"), issuer("y"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"'https://typo.test/'", "['x','https://typo.test/']"})
    void a_rule_for_an_issuer_that_there_is_not_is_an_error(String issuers) {
        List<String> errors = Defaults.errors(
                KEY,
                rules("[{'topics':'a','allow':['publish'],'when':{'issuer':" + issuers + "}}]"),
                "auth.issuers",
                JsonArray.of(issuer("x")));
        assertEquals(1, errors.size(), errors::toString);
        assertTrue(
                errors.get(0)
                        .startsWith("auth.rules: rule 1: the rule could never apply with when.issuer"
                                + " https://typo.test/, which is none of [urn:polyloop:development,"
                                + " urn:polyloop:service-keys, x]; correct it, or add it to auth.issuers"),
                errors::toString);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{'allow':['publish']}]                                     | topics must be a pattern",
                "[{'topics':{'sub':null},'allow':['publish']}]               | in quotes if it starts with",
                "[{'topics':'a'}]                                            | allow must be a list of publish",
                "[{'topics':'a','allow':[]}]                                 | allow must be a list of publish",
                "[{'topics':'a','allow':'publish'}]                          | allow must be a list of publish",
                "[{'topics':'a','allow':['read']}]                           | unknown verb; use publish",
                "[{'topics':'a','allow':['publish'],'wen':{'scope':'ops'}}]  | unknown field wen",
                "[{'topics':'a','allow':['publish'],'when':null}]            | when has no condition",
                "[{'topics':'a','allow':['publish'],'when':{}}]              | when has no condition",
                "[{'topics':'a','allow':['publish'],'when':'ops'}]           | when has no condition",
                "[{'topics':'a','allow':['publish'],'when':{'scope':null}}]  | when.scope must be one scope",
                "[{'topics':'a','allow':['publish'],'when':{'scope':'a b'}}] | when.scope must be one scope",
                "[{'topics':'a','allow':['publish'],'when':{'scope':[]}}]    | when.scope has no value",
                "[{'topics':'a','allow':['publish'],'when':{'scp':'ops'}}]   | this condition is scope",
                "[{'topics':'a','allow':['publish'],'when':{'iss':'x'}}]     | this condition is issuer",
                "[{'topics':'a','allow':['publish'],'when':{'issuer':1}}]    | when.issuer must be an issuer",
                "[{'topics':'a','allow':['publish'],'when':{'org':null}}]    | when.org must be a text",
                "[{'topics':'a','allow':['publish'],'when':{'org':''}}]      | when.org must be a text",
                "[{'topics':'a','allow':['publish'],'when':{'org':1.5}}]     | when.org must be a text",
                "[{'topics':'a','allow':['publish'],'when':{'org':{}}}]      | when.org must be a text",
                "[{'topics':'a','allow':['publish'],'when':{'org':['a',[]]}}] | when.org must be a text",
                "['a']                                                       | \"a\" is not an entry"
            })
    void what_is_not_understood_is_an_error(String json, String error) {
        List<String> errors = errors(json);
        assertEquals(1, errors.size(), errors::toString);
        assertTrue(errors.get(0).contains(error), errors::toString);
        assertTrue(errors.get(0).contains("expected {topics: 'readings.{sub}'"), errors::toString);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "a.",
                ".a",
                "a..b",
                "a*",
                "a.*b",
                "***",
                "a.{org}x",
                "x{org}",
                "{org}{sub}",
                "{org",
                "org}",
                "{}",
                "{a b}",
                "{*}",
                "{iss}",
                "{a}.{b}.{iss}",
                "A",
                "a b",
                "a/b",
                "#",
                "+",
                "\u00e4"
            })
    void a_pattern_that_no_topic_can_have_is_an_error(String pattern) {
        List<String> errors = errors("[{'topics':'" + pattern + "','allow':['publish']}]");
        assertEquals(1, errors.size(), errors::toString);
        assertTrue(errors.get(0).startsWith("auth.rules: rule 1: "), errors::toString);
    }

    @Test
    void a_pattern_is_bounded() {
        assertEquals(
                1,
                errors("[{'topics':'" + "a".repeat(513) + "','allow':['publish']}]")
                        .size());
    }

    @Test
    void all_errors_are_reported_with_the_number_of_their_rule() {
        JsonArray rules = rules("[{'topics':'a*','allow':['x'],'b':1},{'topics':'a','allow':['*']},{'topics':'b'}]")
                .add(new JsonObject());
        String errors = String.join("", Defaults.errors(KEY, rules));
        for (String error : List.of(
                "rule 1: \"a*\" is not a segment",
                "rule 1: allow has an unknown verb",
                "rule 1: unknown field b",
                "rule 3: allow must be",
                "rule 4: topics must be",
                "rule 4: allow must be")) {
            assertTrue(errors.contains(error), error + " in " + errors);
        }
    }
}
