package io.polyloop.journal;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.polyloop.bus.LocalCodec;
import io.polyloop.sql.Database;
import io.polyloop.sql.Row;
import io.polyloop.sql.SqlStatement;
import io.polyloop.topic.ProblemException;
import io.polyloop.verticle.Failures;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Serves {@link Database#QUERY} within the node. A {@link SqlStatement} is answered with a list of {@link Row}s, JSON
 * with JSON. On the journal's event loop.
 */
final class QueryEndpoint {
    private final Vertx vertx;
    private final BoundedPool pool;
    private final QueryRunner runner;
    private final MeterRegistry registry;

    /** @param pool of threads that each have a connection */
    QueryEndpoint(Vertx vertx, BoundedPool pool, QueryRunner runner, MeterRegistry registry) {
        this.vertx = vertx;
        this.pool = pool;
        this.runner = runner;
        this.registry = registry;
    }

    /** Registers the consumer on the caller's context. */
    Future<Void> listen() {
        return vertx.eventBus().localConsumer(Database.QUERY, this::handle).completion();
    }

    private void handle(Message<Object> request) {
        Timer.Sample sample = Timer.start(registry);
        query(request.body())
                .onComplete(done -> sample.stop(timer(done.failed() ? done.cause() : null)))
                // By reference: a copy of a large result would take time on this event loop.
                .onSuccess(answer -> request.reply(answer, LocalCodec.options()))
                .onFailure(failure -> Failures.reply(request, failure));
    }

    private Future<Object> query(Object body) {
        Deadline deadline = runner.deadline();
        return Future.succeededFuture(body).map(QueryEndpoint::statement).compose(statement -> {
            SqlGuard.checkQuery(statement);
            return pool.run(() -> answer(body, runner.run(statement, deadline)));
        });
    }

    private Timer timer(Throwable failure) {
        return Timer.builder("polyloop.sql.query")
                .description("time of one query of a verticle, with the wait for a connection")
                .tag(
                        "code",
                        failure == null
                                ? "ok"
                                : ProblemException.of(failure).problem().code())
                .register(registry);
    }

    private static SqlStatement statement(Object body) {
        if (body instanceof SqlStatement statement) {
            return statement;
        }
        if (body instanceof JsonObject json
                && json.getValue("sql") instanceof String sql
                && json.getValue("parameters", new JsonArray()) instanceof JsonArray parameters) {
            return SqlStatement.of(sql, parameters.getList());
        }
        throw SqlFailure.fault(Database.QUERY + " takes {\"sql\": text, \"parameters\": list}", "");
    }

    private static Object answer(Object body, List<Row> rows) {
        return body instanceof SqlStatement
                ? rows
                : JsonObject.of(
                        "rows", new JsonArray(rows.stream().map(Row::json).collect(Collectors.toList())));
    }
}
