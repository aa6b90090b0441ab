package io.polyloop.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.ThreadingModel;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerticleSettingsTest {
    @Test
    void a_verticle_is_a_name_or_an_object() {
        JsonObject entry = new JsonObject()
                .put("name", "text:x")
                .put("instances", 2)
                .put("threading", "worker")
                .put("limits", JsonObject.of("max-handler-time", "5s"));
        List<VerticleSettings> verticles = Defaults.with(
                        "verticles", new JsonArray().add("a.B").add(entry))
                .verticles();
        assertEquals(
                new VerticleSettings("a.B", 1, ThreadingModel.EVENT_LOOP, new JsonObject(), null), verticles.get(0));
        assertEquals(
                new VerticleSettings("text:x", 2, ThreadingModel.WORKER, new JsonObject(), Duration.ofSeconds(5)),
                verticles.get(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"name\": 1}",
                "{\"name\": \"x\", \"instances\": 0}",
                "{\"name\": \"x\", \"instances\": \"2\"}",
                "{\"name\": \"x\", \"threading\": \"virtual\"}",
                "{\"name\": \"x\", \"threading\": null}",
                "{\"name\": \"text:x\", \"limits\": {\"max-handler-time\": \"5\"}}",
                "{\"name\": \"text:x\", \"limits\": {\"memory\": \"5MiB\"}}",
                "{\"name\": \"x\", \"limits\": {\"max-handler-time\": \"5s\"}}",
                "{\"name\": \"x\", \"instance\": 2}",
                "{\"name\": \"x\", \"config\": []}"
            })
    void an_invalid_verticle_is_rejected_with_the_expected_form(String entry) {
        List<String> errors = Defaults.errors("verticles", new JsonArray().add(new JsonObject(entry)));
        assertEquals(1, errors.size(), errors::toString);
        assertTrue(errors.get(0).contains("expected a name, or {name, "), errors::toString);
    }

    @Test
    void every_invalid_verticle_is_reported() {
        List<String> errors = Defaults.errors(
                "verticles",
                new JsonArray()
                        .add(JsonObject.of("name", "text:a", "instances", 0))
                        .add("text:fine")
                        .add(JsonObject.of("name", "text:b", "worker", true)));
        assertTrue(
                errors.get(0)
                        .startsWith("verticles: text:a: instances must be from 1 to 1000; text:b: unknown field worker;"
                                + " expected a name"),
                errors::toString);
    }
}
