package io.polyloop.polyglot;

import io.polyloop.sql.CommitResult;
import io.polyloop.sql.Database;
import io.polyloop.sql.Row;
import io.polyloop.sql.SqlStatement;
import io.polyloop.sql.UnitOfWork;
import io.polyloop.topic.ProblemException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.Function;

/**
 * {@link Database} for a script. Used in executions; use {@link ScriptContext#whenComplete} to wait for its futures.
 * What a script gives is checked first: a wrong shape throws an {@link IllegalArgumentException} that names the place.
 */
public final class ScriptDatabase {
    private final Database database;

    ScriptDatabase(Script script, Vertx vertx) {
        this.database = new Database(vertx, () -> script.current().trace().options());
    }

    /** @param command {@code {sql, parameters?}} */
    public Future<List<Row>> query(JsonObject command) {
        SqlStatement query = SqlStatement.parse(command);
        return database.query(query.sql(), query.parameters(), Function.identity());
    }

    /** @param command {@code {sql, parameters?}} */
    public Future<Integer> update(JsonObject command) {
        SqlStatement update = SqlStatement.parse(command);
        return database.update(update.sql(), update.parameters().toArray());
    }

    /** Commits {@code {sql?, append?}} for the service; succeeds with {@code {rows, appended}}. */
    public Future<JsonObject> commit(JsonObject unit) {
        return commit(database, unit);
    }

    /** The same for the user of a request; anything but an object and null is no user. */
    public Future<JsonObject> commit(JsonObject unit, Object user) {
        JsonObject known = user instanceof JsonObject json ? json : new JsonObject();
        return commit(database.as(user == null ? null : known), unit);
    }

    private static Future<JsonObject> commit(Database database, JsonObject unit) {
        try {
            return database.commit(UnitOfWork.parse(unit)).map(CommitResult::json);
        } catch (ProblemException refused) {
            return Future.failedFuture(refused);
        }
    }
}
