package io.polyloop.samples.devices

import io.polyloop.verticle.Topics
import io.vertx.core.json.JsonObject
import io.vertx.kotlin.coroutines.CoroutineVerticle
import io.vertx.kotlin.coroutines.coAwait
import kotlinx.coroutines.launch
import org.slf4j.LoggerFactory

/**
 * Appends readings to `alerts.{device}` if they exceed the threshold in its configuration, `{metric, above}`.
 */
class KotlinAlertVerticle : CoroutineVerticle() {
    private val topics by lazy { Topics(vertx) }

    override suspend fun start() {
        topics.on("readings.*") { launch { onReading(it) } }.coAwait()
    }

    private suspend fun onReading(message: JsonObject) {
        val reading = message.getJsonObject("data")
        val metric = config.getString("metric", "temperature")
        if (reading.getString("metric") == metric && reading.getDouble("value") > config.getDouble("above", 100.0)) {
            alert(message, reading)
        }
    }

    private suspend fun alert(message: JsonObject, reading: JsonObject) {
        // With the reading's position as key, a reading that is received twice alerts once.
        val key = "kotlin:${message.getString("topic")}:${message.getLong("seq")}"
        val alert = reading.copy().put("by", "kotlin")
        try {
            topics.append("alerts.${reading.getString("device")}", alert, key).coAwait()
        } catch (failure: RuntimeException) {
            LOG.warn("alert {} was not stored: {}", key, failure.message)
        }
    }

    private companion object {
        val LOG = LoggerFactory.getLogger(KotlinAlertVerticle::class.java)
    }
}
