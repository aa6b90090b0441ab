package io.polyloop.polyglot.graal;

import io.polyloop.log.LogText;
import io.polyloop.polyglot.FetchSettings;
import io.polyloop.polyglot.ScriptContext;
import io.vertx.core.json.Json;
import org.graalvm.polyglot.HostAccess.Export;

/**
 * The host object: the only Java object that a script can reach, through the code in {@code prelude/}. {@link ValueCodec}
 * converts values. Used in executions of the script, on the verticle's context.
 */
public final class GraalHost {
    @Export
    public final GraalBus bus;

    @Export
    public final GraalTopics topics;

    @Export
    public final GraalSql sql;

    @Export
    public final GraalHttp http;

    @Export
    public final GraalTimers timers;

    @Export
    public final GraalFetch fetch;

    private final ScriptContext context;

    GraalHost(ScriptContext context, FetchSettings settings, ValueCodec codec) {
        this.bus = new GraalBus(context, codec);
        this.topics = new GraalTopics(context, codec);
        this.sql = new GraalSql(context, codec);
        this.http = new GraalHttp(context.routes(), codec);
        this.timers = new GraalTimers(context.timers(), codec);
        this.fetch = new GraalFetch(context, new Fetch(context.vertx(), settings), codec);
        this.context = context;
    }

    @Export
    public String config() {
        return Json.encode(context.config());
    }

    @Export
    public void log(String level, String text) {
        String line = LogText.truncate(text);
        switch (level) {
            case "error" -> context.log().error(line);
            case "warn" -> context.log().warn(line);
            default -> context.log().info(line);
        }
    }

    @Export
    public void unhandled(String trace) {
        context.log().error("unhandled rejection: " + trace); // an argument would lose its lines
    }
}
