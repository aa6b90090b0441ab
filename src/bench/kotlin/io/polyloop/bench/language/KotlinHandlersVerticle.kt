package io.polyloop.bench.language

import io.vertx.core.eventbus.Message
import io.vertx.core.json.JsonObject
import io.vertx.kotlin.core.json.jsonObjectOf
import io.vertx.kotlin.coroutines.CoroutineVerticle
import io.vertx.kotlin.coroutines.coAwait

/** Does the same as [HandlersVerticle]. */
class KotlinHandlersVerticle : CoroutineVerticle() {
    override suspend fun start() {
        vertx.eventBus().consumer<Any>("echo") { it.reply(it.body()) }.completion().coAwait()
        vertx.eventBus().consumer("json", ::answer).completion().coAwait()
    }

    private fun answer(message: Message<JsonObject>) {
        val body = message.body()
        val first = body.getJsonArray("readings").getJsonObject(0)
        val value = first.getDouble("value")
        message.reply(
            jsonObjectOf(
                "device" to body.getString("device"),
                "at" to body.getString("at"),
                "metric" to first.getString("metric"),
                "fahrenheit" to value * 1.8 + 32,
                "place" to jsonObjectOf("site" to body.getString("site"), "lat" to latitude(body)),
                "alarm" to (value > 30),
            ),
        )
    }

    private fun latitude(body: JsonObject): Double = body.getJsonObject("position").getDouble("lat")
}
