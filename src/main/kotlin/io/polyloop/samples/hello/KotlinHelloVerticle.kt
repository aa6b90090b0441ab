package io.polyloop.samples.hello

import io.vertx.core.eventbus.Message
import io.vertx.core.json.JsonObject
import io.vertx.kotlin.core.json.jsonObjectOf
import io.vertx.kotlin.coroutines.CoroutineVerticle
import io.vertx.kotlin.coroutines.coAwait

/** The smallest verticle in Kotlin: answers one address of the event bus. */
class KotlinHelloVerticle : CoroutineVerticle() {
    override suspend fun start() {
        vertx.eventBus().consumer("hello.kotlin", ::greet).completion().coAwait()
    }

    private fun greet(message: Message<JsonObject?>) {
        val name = message.body()?.getString("name") ?: "world"
        message.reply(jsonObjectOf("hello" to name, "from" to "kotlin"))
    }
}
