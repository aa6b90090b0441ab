package io.polyloop.sql;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A statement with its parameters: text, numbers, booleans, {@code byte[]} or null.
 *
 * @param expectedRows how many rows it has to change; null for any number
 */
public record SqlStatement(String sql, List<Object> parameters, Integer expectedRows) {

    /** Copies the parameters. */
    public SqlStatement {
        parameters = Collections.unmodifiableList(new ArrayList<>(parameters));
    }

    /**
     * Reads {@code {sql, parameters?}}. Throws {@link IllegalArgumentException} with the place of what is wrong, as in
     * {@code parameters[1] must be text, a number, …}.
     */
    public static SqlStatement parse(JsonObject json) {
        return CommandReader.query(json);
    }

    /** A statement that can change, or return, any number of rows. */
    public static SqlStatement of(String sql, List<?> parameters) {
        return new SqlStatement(sql, new ArrayList<>(parameters), null);
    }
}
