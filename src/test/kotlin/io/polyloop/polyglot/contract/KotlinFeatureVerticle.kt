package io.polyloop.polyglot.contract

import io.polyloop.route.Allow
import io.polyloop.route.HttpRoutes
import io.polyloop.route.Input
import io.polyloop.sql.CommitResult
import io.polyloop.sql.Database
import io.polyloop.sql.Row
import io.polyloop.sql.SqlStatement
import io.polyloop.sql.UnitOfWork
import io.polyloop.topic.Message
import io.polyloop.topic.ProblemException
import io.polyloop.verticle.Failures
import io.vertx.core.Future
import io.vertx.core.json.JsonArray
import io.vertx.core.json.JsonObject
import io.vertx.kotlin.core.json.jsonArrayOf
import io.vertx.kotlin.core.json.jsonObjectOf
import io.vertx.kotlin.coroutines.CoroutineVerticle
import io.vertx.kotlin.coroutines.coAwait
import kotlinx.coroutines.launch

/** What a feature does with its tables and the input of its routes; FeatureVerticle.java is the same in Java. */
class KotlinFeatureVerticle : CoroutineVerticle() {
    private val database by lazy { Database(vertx) }

    override suspend fun start() {
        answer<JsonArray>("query") { body ->
            val query = statement(body)
            JsonArray(database.query(query.sql(), query.parameters(), Row::json).coAwait())
        }
        answer<JsonArray>("update") { body ->
            val update = statement(body)
            database.update(update.sql(), *update.parameters().toTypedArray()).coAwait()
        }
        answer<JsonObject>("commit") { unit -> commit(database, unit) }
        answer<JsonObject>("commit-as") { body ->
            commit(database.`as`(body.getJsonObject("user")), body.getJsonObject("unit"))
        }
        answer<JsonObject>("code") { unit ->
            try {
                commit(database, unit)
            } catch (refusal: ProblemException) {
                refusal.code
            }
        }
        answer<JsonObject>("fault") { unit ->
            try {
                commit(database, unit)
            } catch (fault: IllegalArgumentException) {
                fault.message
            }
        }
        answer<Any?>("values") { values() }
        routes()
    }

    private suspend fun routes() {
        val routes = HttpRoutes(vertx)
        val integer = jsonObjectOf("type" to "integer")
        val order =
            schema("item" to jsonObjectOf("type" to "string"), "count" to integer).put("required", jsonArrayOf("item"))
        val dry = schema("dry" to jsonObjectOf("type" to "boolean", "default" to false))
        routes
            .route("POST", "/feature/orders", Input.json(order).query(dry)) {
                val answer = jsonObjectOf("body" to it.getValue("body"), "query" to it.getValue("query"))
                Future.succeededFuture(answer)
            }.coAwait()
        routes
            .route("POST", "/feature/form", Input.form(order)) { Future.succeededFuture(it.getValue("body")) }
            .coAwait()
        routes
            .route("POST", "/feature/hooks/:id", Allow.ANYONE, Input.bytes().path(schema("id" to integer))) {
                val id = it.getJsonObject("params").getValue("id")
                Future.succeededFuture(jsonObjectOf("sent" to numbers(it.getBuffer("body").bytes), "id" to id))
            }.coAwait()
    }

    private fun schema(vararg properties: Pair<String, Any?>) =
        jsonObjectOf("type" to "object", "properties" to jsonObjectOf(*properties))

    private fun numbers(bytes: ByteArray) = JsonArray(bytes.map { it.toInt() and 0xff })

    private fun statement(body: JsonArray) =
        SqlStatement.parse(jsonObjectOf("sql" to body.getString(0), "parameters" to body.getJsonArray(1)))

    private suspend fun commit(database: Database, unit: JsonObject) =
        json(database.commit(UnitOfWork.parse(unit)).coAwait())

    private fun json(result: CommitResult): JsonObject {
        val appended =
            result.appended().map {
                jsonObjectOf(
                    "topic" to it.topic().value(),
                    "epoch" to it.epoch(),
                    "seq" to it.last(),
                    "at" to Message.time(it.at()),
                )
            }
        return jsonObjectOf("rows" to JsonArray(result.rows()), "appended" to JsonArray(appended))
    }

    private suspend fun values(): JsonObject {
        val data = byteArrayOf(0, 127, -1)
        database
            .update(
                "insert into kinds (large, amount, small, data, note) values (?, ?, ?, ?, ?)",
                Long.MAX_VALUE,
                19.99,
                7,
                data,
                null,
            ).coAwait()
        val rows = database.query("select * from kinds where large = ?", listOf(Long.MAX_VALUE)) { it }.coAwait()
        val row = rows.single()
        return row
            .json()
            .put("large", row.number("large") == Long.MAX_VALUE)
            .put("data", numbers(row.bytes("data")))
    }

    private suspend fun <T> answer(what: String, handler: suspend (T) -> Any?) {
        vertx
            .eventBus()
            .consumer<T>("feature.$what") { message ->
                launch {
                    try {
                        message.reply(handler(message.body()))
                    } catch (failure: RuntimeException) {
                        Failures.reply(message, failure)
                    }
                }
            }.completion()
            .coAwait()
    }
}
