package io.polyloop.auth.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.polyloop.auth.Access;
import io.polyloop.auth.Identity;
import io.polyloop.config.AuthMode;
import io.polyloop.config.AuthSettings;
import io.polyloop.config.RuleSettings;
import io.polyloop.config.TopicPattern;
import io.polyloop.config.Verb;
import io.polyloop.topic.TopicName;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsersTest {
    private static final AuthSettings SETTINGS = settings();

    private final Access access = new Access(SETTINGS);

    private static AuthSettings settings() {
        Duration any = Duration.ofMinutes(1);
        RuleSettings rule = new RuleSettings(TopicPattern.parse("**"), Set.of(Verb.PUBLISH), Map.of());
        return new AuthSettings(
                AuthMode.TOKEN, List.of(), "", "", List.of(rule), any, any, any, any, any, any, true, 1 << 20);
    }

    /** The only claim that is read without a rule that uses it. */
    private String claim() {
        return access.claimNames().iterator().next();
    }

    private Identity identity(String claims) {
        JsonObject json = new JsonObject(claims.replace('\'', '"').replace("CLAIM", claim()));
        ServiceKey key = new ServiceKey("1", "ada", "", Instant.EPOCH, null, null, json);
        return new Users(SETTINGS, access.claimNames()).ofServiceKey(key).identity();
    }

    @Test
    void an_identity_keeps_only_the_claims_that_rules_use() {
        assertEquals(Map.of(), identity("{'org':'acme'}").claims());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'CLAIM': [null]}",
                "{'CLAIM': [null,{'topics':'**','allow':['publish']}]}",
                "{'CLAIM': [{'topics':'**','allow':['publish'],'when':null}]}",
                "{'CLAIM': [{'topics':'**','allow':['publish',null]}]}"
            })
    void a_null_does_not_vanish_from_a_claim_that_narrows(String claims) {
        assertFalse(
                access.judge(identity(claims), Verb.PUBLISH, new TopicName("a")).allowed());
    }

    @Test
    void a_claim_that_narrows_and_is_null_denies() {
        assertFalse(access.judge(identity("{'CLAIM': null}"), Verb.PUBLISH, new TopicName("a"))
                .allowed());
    }
}
