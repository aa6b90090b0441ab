package io.polyloop.sql;

import io.polyloop.topic.Append;
import io.polyloop.topic.StrictJson;
import io.polyloop.topic.TopicName;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Statements and messages that are committed together, at once or not at all: {@code UnitOfWork.of().update("update
 * orders set status = 'paid' where id = ?", id).expect(1).append("orders.paid", order)}. Immutable.
 *
 * @param statements run in this order
 * @param appends get their positions in this order, topic by topic, after all statements
 */
public record UnitOfWork(List<SqlStatement> statements, List<Append> appends) {

    /** Copies the lists. */
    public UnitOfWork {
        statements = List.copyOf(statements);
        appends = List.copyOf(appends);
    }

    /**
     * Reads {@code {sql: [[statement, parameters, expectedRows?]], append: [[topic, data, key?]]}}. Throws {@link
     * IllegalArgumentException} with the place of what is wrong, as in {@code commit.sql[1][2] must be a whole number},
     * and as {@link #append} does.
     */
    public static UnitOfWork parse(JsonObject json) {
        return CommandReader.unit(json);
    }

    /** An empty unit. */
    public static UnitOfWork of() {
        return new UnitOfWork(List.of(), List.of());
    }

    /** The same unit with one more statement. */
    public UnitOfWork update(String sql, Object... parameters) {
        return with(SqlStatement.of(sql, Arrays.asList(parameters)));
    }

    /**
     * The same unit, refused with {@link io.polyloop.topic.Problem#CONFLICT} unless its last statement changes this many
     * rows. Throws {@link IllegalStateException} if there is no statement.
     */
    public UnitOfWork expect(int rows) {
        if (statements.isEmpty()) {
            throw new IllegalStateException("expect() is about the statement before it, and there is none");
        }
        int last = statements.size() - 1;
        SqlStatement statement = statements.get(last);
        return new UnitOfWork(statements.subList(0, last), appends)
                .with(new SqlStatement(statement.sql(), statement.parameters(), rows));
    }

    /** The same unit with one more message; {@code data} is any JSON value. Throws as {@link TopicName}. */
    public UnitOfWork append(String topic, Object data) {
        return append(topic, data, null);
    }

    /**
     * The same with an idempotency key. If a message with this key is stored, the unit is a repeat: its statements do not
     * run, and its result has the positions of the first.
     */
    public UnitOfWork append(String topic, Object data, String key) {
        List<Append> more = new ArrayList<>(appends);
        more.add(message(topic, data, key));
        return new UnitOfWork(statements, more);
    }

    static Append message(String topic, Object data, String key) {
        byte[] json = Json.encodeToBuffer(data).getBytes();
        return new Append(new TopicName(topic), List.of(StrictJson.payload(json)), key);
    }

    private UnitOfWork with(SqlStatement statement) {
        List<SqlStatement> more = new ArrayList<>(statements);
        more.add(statement);
        return new UnitOfWork(more, appends);
    }
}
