package io.polyloop.polyglot.groovy;

import groovy.lang.GString;
import io.polyloop.polyglot.ScriptContext;
import io.polyloop.polyglot.ScriptDatabase;
import io.polyloop.sql.Row;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@link io.polyloop.sql.Database} with maps, lists and values; each {@code ?} takes the next parameter. */
public final class GroovySql {
    private static final String PARAMETERS = "parameters";

    private final ScriptContext context;
    private final ScriptDatabase database;

    GroovySql(ScriptContext context) {
        this.context = context;
        this.database = context.database();
    }

    public Future<List<Map<String, Object>>> query(CharSequence sql) {
        return query(sql, List.of());
    }

    /** Succeeds with the rows, maps by column, whose values are as the database has them. */
    public Future<List<Map<String, Object>>> query(CharSequence sql, List<?> parameters) {
        return context.inInvocation(database.query(command(sql, parameters)).map(GroovySql::maps));
    }

    public Future<Integer> update(CharSequence sql) {
        return update(sql, List.of());
    }

    /** Succeeds with the number of rows that the statement changed, once that is durable. */
    public Future<Integer> update(CharSequence sql, List<?> parameters) {
        return context.inInvocation(database.update(command(sql, parameters)));
    }

    private static List<Map<String, Object>> maps(List<Row> rows) {
        List<Map<String, Object>> maps = new ArrayList<>(rows.size());
        rows.forEach(row -> maps.add(new LinkedHashMap<>(row.values())));
        return maps;
    }

    private static JsonObject command(CharSequence sql, List<?> parameters) {
        return JsonObject.of("sql", statement(sql), PARAMETERS, values(parameters));
    }

    /** A statement of a unit of work, {@code [statement, parameters, expectedRows]}. */
    static Object parts(Object given) {
        if (!(given instanceof List<?> list) || list.isEmpty()) {
            return given;
        }
        List<Object> parts = new ArrayList<>(list);
        parts.set(0, statement(parts.get(0)));
        if (parts.size() > 1 && parts.get(1) instanceof List<?> parameters) {
            parts.set(1, values(parameters));
        }
        return parts;
    }

    private static Object statement(Object sql) {
        if (sql instanceof GString) {
            // Its values would become part of the statement: a client's text could be SQL (CWE-89).
            throw new IllegalArgumentException(
                    "an SQL statement has a ${…}; write ? for the value, and pass it as a parameter");
        }
        return sql;
    }

    private static List<Object> values(List<?> parameters) {
        List<Object> values = new ArrayList<>(parameters.size());
        parameters.forEach(value -> values.add(value instanceof CharSequence text ? text.toString() : value));
        return values;
    }
}
