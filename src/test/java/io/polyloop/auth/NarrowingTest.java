package io.polyloop.auth;

import static io.polyloop.auth.Identities.access;
import static io.polyloop.auth.Identities.ada;
import static io.polyloop.auth.Identities.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.config.Verb;
import io.polyloop.topic.TopicName;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NarrowingTest {
    private static final String VALID = "{'topics':'a.*','allow':['publish']}";

    private static Decision judge(Object claim, Verb verb, String topic) {
        Map<String, Object> claims = new HashMap<>();
        claims.put(Narrowing.CLAIM, claim);
        return access(rule("a.**"), rule("b")).judge(ada(claims), verb, new TopicName(topic));
    }

    private static JsonArray json(String text) {
        return new JsonArray(text.replace('\'', '"'));
    }

    @ParameterizedTest
    @CsvSource({
        "publish,   a.b,   true",
        "publish,   a.b.c, false",
        "subscribe, a.b,   false",
        "history,   b,     true",
        "erase,     b,     true",
        "publish,   c,     false"
    })
    void both_a_rule_and_an_entry_of_the_claim_must_allow(String verb, String topic, boolean allowed) {
        JsonArray claim = json("[" + VALID + ",{'topics':'b','allow':['*']},{'topics':'c','allow':['*']}]");
        Verb asked = Verb.valueOf(verb.toUpperCase(java.util.Locale.ROOT));
        assertEquals(allowed, judge(claim, asked, topic).allowed());
        assertEquals(allowed, judge(claim.getList(), asked, topic).allowed(), "as a list of maps");
    }

    @Test
    void the_reason_is_the_claim_if_a_rule_would_allow_it() {
        assertEquals(
                "claim polyloop does not allow it",
                judge(json("[" + VALID + "]"), Verb.ERASE, "a.b").reason());
    }

    @Test
    void an_empty_list_leaves_nothing() {
        assertFalse(judge(new JsonArray(), Verb.PUBLISH, "a.b").allowed());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[1]",
                "[null]",
                "['a.*']",
                "[[]]",
                "[{}]",
                "[{'topics':'a.*'}]",
                "[{'allow':['publish']}]",
                "[{'topics':'a.*','allow':[]}]",
                "[{'topics':'a.*','allow':'publish'}]",
                "[{'topics':'a.*','allow':['PUBLISH']}]",
                "[{'topics':'a.*','allow':['publish','x']}]",
                "[{'topics':'a.*','allow':[null]}]",
                "[{'topics':['a.*'],'allow':['publish']}]",
                "[{'topics':null,'allow':['publish']}]",
                "[{'topics':'a.{sub}','allow':['publish']}]",
                "[{'topics':'a.b*','allow':['publish']}]",
                "[{'topics':'','allow':['publish']}]",
                "[{'topics':'a.*','allow':['publish'],'when':{}}]"
            })
    void a_malformed_claim_denies_everything_also_behind_an_entry_that_allows(String claim) {
        for (JsonArray given : List.of(json(claim), json(claim).add(entry()), behindAnEntry(claim))) {
            Decision decision = judge(given, Verb.PUBLISH, "a.b");
            assertFalse(decision.allowed(), given::encode);
            assertTrue(decision.reason().startsWith("claim polyloop is malformed: "), decision::reason);
        }
    }

    private static JsonArray behindAnEntry(String claim) {
        JsonArray list = new JsonArray().add(entry());
        json(claim).forEach(list::add);
        return list;
    }

    private static JsonObject entry() {
        return json("[" + VALID + "]").getJsonObject(0);
    }

    @Test
    void a_claim_that_is_no_list_denies_everything() {
        for (Object claim : new Object[] {null, "a.*", 1L, true, Map.of(), entry(), ""}) {
            Decision decision = judge(claim, Verb.PUBLISH, "a.b");
            assertTrue(decision.reason().contains("malformed"), decision::reason);
        }
    }

    @Test
    void more_entries_than_are_read_deny_everything() {
        assertTrue(judge(Collections.nCopies(32, entry()), Verb.PUBLISH, "a.b").allowed());
        assertFalse(judge(Collections.nCopies(33, entry()), Verb.PUBLISH, "a.b").allowed());
    }

    @Test
    void a_session_is_limited_as_its_token_is() {
        Map<String, Object> claims =
                Map.of(Narrowing.CLAIM, List.of(Map.of("topics", "a.b", "allow", List.of("publish"))));
        JsonObject stored = UserJson.encode(new User(ada(claims), new JsonObject(claims)));
        Identity session = UserJson.decode(new JsonObject(stored.encode())).identity();
        Access access = access(rule("a.**"));
        assertTrue(access.judge(session, Verb.PUBLISH, new TopicName("a.b")).allowed());
        assertFalse(access.judge(session, Verb.PUBLISH, new TopicName("a.c")).allowed());
        assertFalse(access.judge(session, Verb.HISTORY, new TopicName("a.b")).allowed());
    }
}
