package io.polyloop.samples.devices;

import io.polyloop.verticle.Topics;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.JsonObject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends readings to {@code alerts.{device}} if they exceed the threshold in its configuration, {@code {metric, above}}.
 */
public final class AlertVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(AlertVerticle.class);
    private static final double DEFAULT_THRESHOLD = 100;

    private Topics topics;

    @Override
    public Future<?> start() {
        topics = new Topics(vertx);
        return topics.on("readings.*", this::onReading);
    }

    private void onReading(JsonObject message) {
        JsonObject reading = message.getJsonObject("data");
        String metric = config().getString("metric", "temperature");
        boolean exceeds = metric.equals(reading.getString("metric"))
                && reading.getDouble("value") > config().getDouble("above", DEFAULT_THRESHOLD);
        if (exceeds) {
            alert(message, reading);
        }
    }

    private void alert(JsonObject message, JsonObject reading) {
        // With the reading's position as key, a reading that is received twice alerts once.
        String key = "java:" + message.getString("topic") + ":" + message.getLong("seq");
        topics.append("alerts." + reading.getString("device"), reading.copy().put("by", "java"), key)
                .onFailure(failure -> LOG.warn("alert {} was not stored: {}", key, failure.getMessage()));
    }
}
