package io.polyloop.polyglot.contract

import io.polyloop.route.Allow
import io.polyloop.route.HttpRoutes
import io.polyloop.topic.Problem
import io.polyloop.topic.ProblemException
import io.polyloop.verticle.Failures
import io.polyloop.verticle.Topics
import io.vertx.core.Future
import io.vertx.core.eventbus.ReplyException
import io.vertx.core.json.JsonArray
import io.vertx.core.json.JsonObject
import io.vertx.kotlin.core.json.jsonArrayOf
import io.vertx.kotlin.coroutines.CoroutineVerticle
import io.vertx.kotlin.coroutines.coAwait
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import org.slf4j.LoggerFactory

/** The contract's verticle in Kotlin; ContractVerticle.java is the same in Java. */
class KotlinContractVerticle : CoroutineVerticle() {
    private val topics by lazy { Topics(vertx) }
    private val seen = jsonArrayOf()
    private var count = 0

    override suspend fun start() {
        if (config.getBoolean("fail", false)) throw Exception("failed as requested")

        topics.on("contract.*") { seen.add(it.getValue("data")) }.coAwait()
        launch {
            while (true) {
                delay(5)
                vertx.eventBus().publish("contract.tick", "kotlin")
            }
        }

        answer<Any?>("config") { config }
        answer<Any?>("echo") { it }
        answer<JsonObject>("append") { append(it) }
        answer<JsonObject>("code") { body ->
            try {
                append(body)
            } catch (refusal: ProblemException) {
                refusal.problem().code()
            }
        }
        answer<String>("read") { topic -> data(topics.read(topic, "0", 10).coAwait()) }
        answer<String>("ask") { ask(it) }
        answer<Any?>("count") { ++count }
        answer<Any?>("seen") { seen }
        answer<Any?>("later") {
            delay(5)
            "later"
        }
        answer<String>("log") { LOG.info(it) }
        answer<JsonObject?>("fault") { it!!.getValue("field") }
        answer<Any?>("refusal") { throw Problem.FORBIDDEN.because("not you") }
        routes()
    }

    private suspend fun routes() {
        val routes = HttpRoutes(vertx)
        routes
            .route("POST", "/contract/act", Allow.ANYONE) { request ->
                act(request).map<Any> { "ok" }.otherwise { (it as ProblemException).problem().code() }
            }.coAwait()
        routes.route("GET", "/contract/user") { Future.succeededFuture(it.getJsonObject("user")) }.coAwait()
        routes.route("GET", "/contract/scoped", Allow.scope("contract")) { Future.succeededFuture(it) }.coAwait()
        config.getString("allow")?.let { allow ->
            routes.route("GET", "/contract/refused", Allow.parse(allow)) { Future.succeededFuture<Unit>() }.coAwait()
        }
    }

    private fun act(request: JsonObject): Future<JsonObject> {
        val body = request.getJsonObject("body")
        val topic = body.getString("topic")
        val actor = if (body.getString("by") == "service") topics else topics.`as`(request.getJsonObject("user"))
        return if (body.getString("act") == "append") actor.append(topic, 1) else actor.read(topic, "0", 1)
    }

    override suspend fun stop() {
        vertx.eventBus().publish("contract.stopped", "kotlin")
    }

    private suspend fun append(body: JsonObject): JsonObject {
        val (topic, data, key) = listOf("topic", "data", "key").map { body.getValue(it) }
        val appended =
            if (key == null) topics.append("$topic", data) else topics.append("$topic", data, "$key")
        return appended.coAwait()
    }

    private suspend fun ask(address: String): Any? = try {
        vertx
            .eventBus()
            .request<Any?>(address, null)
            .coAwait()
            .body()
    } catch (failure: ReplyException) {
        throw Failures.of(failure, Problem.NOT_FOUND)
    }

    private fun data(page: JsonObject) =
        JsonArray(page.getJsonArray("messages").map { (it as JsonObject).getValue("data") })

    private suspend fun <T> answer(what: String, handler: suspend (T) -> Any?) {
        vertx
            .eventBus()
            .consumer<T>("contract.$what") { message ->
                launch {
                    try {
                        val answer = handler(message.body())
                        message.reply(if (answer == Unit) null else answer)
                    } catch (failure: RuntimeException) {
                        Failures.reply(message, failure)
                    }
                }
            }.completion()
            .coAwait()
    }

    private companion object {
        val LOG = LoggerFactory.getLogger("io.polyloop.scripts.contract.kotlin")
    }
}
