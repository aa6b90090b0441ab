package io.polyloop.polyglot.graal;

import io.polyloop.polyglot.ScriptContext;
import io.polyloop.polyglot.ScriptDatabase;
import io.vertx.core.Future;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.util.function.Function;
import java.util.function.Supplier;
import org.graalvm.polyglot.HostAccess.DisableMethodScoping;
import org.graalvm.polyglot.HostAccess.Export;
import org.graalvm.polyglot.Value;

/**
 * Tables as {@code prelude/sql.js} uses them. Each method takes the JSON and the list of bytes that {@link SqlJson}
 * describes, and returns null, or what is wrong with them. Used in executions of the script.
 */
public final class GraalSql {
    private final ScriptContext context;
    private final ScriptDatabase database;
    private final ValueCodec codec;

    GraalSql(ScriptContext context, ValueCodec codec) {
        this.context = context;
        this.codec = codec;
        this.database = context.database();
    }

    @Export
    @DisableMethodScoping
    public String query(String json, Value bytes, Value resolve, Value reject) {
        JsonObject command = SqlJson.command(json, place -> codec.bytesFromScript(bytes.getArrayElement(place)));
        return settle(() -> database.query(command), codec::rowsToScript, resolve, reject);
    }

    @Export
    @DisableMethodScoping
    public String update(String json, Value bytes, Value resolve, Value reject) {
        JsonObject command = SqlJson.command(json, place -> codec.bytesFromScript(bytes.getArrayElement(place)));
        return settle(() -> database.update(command), codec::toScript, resolve, reject);
    }

    /** @param user the JSON of the user of a request; Java's null for the service */
    @Export
    @DisableMethodScoping
    public String commit(String json, Value bytes, String user, Value resolve, Value reject) {
        JsonObject unit = SqlJson.unit(json, place -> codec.bytesFromScript(bytes.getArrayElement(place)));
        return settle(
                () -> user == null ? database.commit(unit) : database.commit(unit, Json.decodeValue(user)),
                codec::toScript,
                resolve,
                reject);
    }

    private <T> String settle(Supplier<Future<T>> work, Function<T, Object> toScript, Value resolve, Value reject) {
        try {
            codec.settle(context, work.get(), toScript, resolve, reject);
            return null;
        } catch (IllegalArgumentException malformed) {
            return malformed.getMessage();
        }
    }
}
