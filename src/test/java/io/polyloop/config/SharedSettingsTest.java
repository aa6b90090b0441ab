package io.polyloop.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

class SharedSettingsTest {
    @Test
    void equal_rules_have_equal_texts_whatever_the_order_of_their_verbs() {
        assertEquals(rules("publish", "subscribe"), rules("subscribe", "publish"));
    }

    @Test
    void other_rules_have_another_text() {
        assertNotEquals(rules("publish"), rules("subscribe"));
        assertNotEquals(rules("publish"), SharedSettings.of(Defaults.with()).get("auth.rules"));
    }

    private static String rules(String... verbs) {
        JsonObject rule = JsonObject.of("topics", "readings.{sub}", "allow", new JsonArray(List.of(verbs)));
        return SharedSettings.of(Defaults.with("auth.rules", JsonArray.of(rule)))
                .get("auth.rules");
    }
}
