package io.polyloop.telemetry;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonObject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches readings and appends to {@code alerts.{device}} what passes the threshold of its configuration,
 * {@code {metric, above}}. It uses the bus alone, as a verticle in any language would.
 */
public final class AlertVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(AlertVerticle.class);
    private static final double DEFAULT_THRESHOLD = 100;

    @Override
    public Future<?> start() {
        return vertx.eventBus()
                .<JsonObject>consumer("topic.readings.*", this::onReading)
                .completion();
    }

    private void onReading(Message<JsonObject> message) {
        JsonObject reading = message.body().getJsonObject("data");
        String metric = config().getString("metric", "temperature");
        boolean passes = metric.equals(reading.getString("metric"))
                && reading.getDouble("value") > config().getDouble("above", DEFAULT_THRESHOLD);
        if (passes) {
            alert(message.body(), reading);
        }
    }

    private void alert(JsonObject message, JsonObject reading) {
        // The reading's place is the key: a reading that is seen twice alerts once.
        String key = "java:" + message.getString("topic") + ":" + message.getLong("seq");
        JsonObject append = new JsonObject()
                .put("topic", "alerts." + reading.getString("device"))
                .put("key", key)
                .put("data", reading.copy().put("by", "java"));
        vertx.eventBus()
                .request("journal.append", append)
                .onFailure(failure -> LOG.warn("alert {} was not stored: {}", key, failure.getMessage()));
    }
}
