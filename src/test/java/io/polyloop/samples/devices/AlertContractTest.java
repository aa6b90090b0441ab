package io.polyloop.samples.devices;

import static io.polyloop.fixture.TestNode.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.polyloop.polyglot.contract.InEachLanguage;
import io.polyloop.polyglot.contract.PolyglotNode;
import io.polyloop.polyglot.contract.VerticleLanguage;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The alerts are the same in every language. */
class AlertContractTest {
    @RegisterExtension
    static final PolyglotNode node = new PolyglotNode();

    @InEachLanguage
    void alerts_appends_what_passes_its_threshold_and_nothing_else(VerticleLanguage language) {
        deploy(language);
        String device = "d-" + language;
        JsonObject hot = JsonObject.of("device", device, "metric", "heat", "value", 30.5, "unit", "C");
        report(hot.copy().put("value", 30));
        report(hot.copy().put("metric", "noise"));
        report(hot);

        JsonArray alert = JsonArray.of(hot.copy().put("by", language.name()));
        Awaitility.await().untilAsserted(() -> assertEquals(alert, node.data("alerts." + device)));
    }

    @InEachLanguage
    void a_reading_that_is_seen_twice_alerts_once(VerticleLanguage language) {
        deploy(language);
        String device = "again-" + language;
        JsonObject hot = JsonObject.of("device", device, "metric", "heat", "value", 31);
        report(hot);
        Awaitility.await().until(() -> node.data("alerts." + device).size() == 1);

        String key = language + ":readings." + device + ":1";
        JsonObject alert = hot.copy().put("by", language.name());
        assertEquals(
                1, await(node.topics().append("alerts." + device, alert, key)).getInteger("seq"));
        assertEquals(JsonArray.of(alert), node.data("alerts." + device));
    }

    private static void deploy(VerticleLanguage language) {
        node.deploy(
                language.verticle(AlertVerticle.class, "alerts"),
                new DeploymentOptions().setConfig(JsonObject.of("metric", "heat", "above", 30)));
    }

    private static void report(JsonObject reading) {
        await(node.topics().append("readings." + reading.getString("device"), reading));
    }
}
