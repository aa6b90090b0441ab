package io.polyloop.polyglot.graal;

import io.polyloop.polyglot.ScriptContext;
import io.polyloop.polyglot.ScriptDatabase;
import io.vertx.core.Future;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.util.function.Supplier;
import org.graalvm.polyglot.HostAccess.DisableMethodScoping;
import org.graalvm.polyglot.HostAccess.Export;
import org.graalvm.polyglot.Value;

/**
 * Tables as {@code prelude/sql.js} uses them. Each method returns null, or what is wrong with its argument, JSON that
 * {@link SqlJson} reads. Used in executions of the script.
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
    public String query(String command, Value resolve, Value reject) {
        return settle(() -> database.query(SqlJson.command(command)).map(SqlJson::result), resolve, reject);
    }

    @Export
    @DisableMethodScoping
    public String update(String command, Value resolve, Value reject) {
        return settle(() -> database.update(SqlJson.command(command)), resolve, reject);
    }

    /** @param user the JSON of the user of a request; Java's null for the service */
    @Export
    @DisableMethodScoping
    public String commit(String unit, String user, Value resolve, Value reject) {
        JsonObject read = SqlJson.unit(unit);
        return settle(
                () -> user == null ? database.commit(read) : database.commit(read, Json.decodeValue(user)),
                resolve,
                reject);
    }

    private String settle(Supplier<Future<?>> work, Value resolve, Value reject) {
        try {
            codec.settle(context, work.get(), resolve, reject);
            return null;
        } catch (IllegalArgumentException malformed) {
            return malformed.getMessage();
        }
    }
}
