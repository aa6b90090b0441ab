package io.polyloop.polyglot;

import io.vertx.core.json.JsonObject;
import java.time.Duration;

/**
 * The limits of one deployment. They are part of its configuration, because Vert.x passes only the name to a verticle
 * factory; the script does not see them.
 */
public final class ScriptLimits {
    private static final String MAX_HANDLER_TIME = "polyloop.max-handler-time";

    private ScriptLimits() {}

    /** The configuration with this limit; unchanged if the limit is null. */
    public static JsonObject put(JsonObject config, Duration maxHandlerTime) {
        return maxHandlerTime == null ? config : config.copy().put(MAX_HANDLER_TIME, maxHandlerTime.toMillis());
    }

    /** The time after which a handler of this deployment is interrupted. */
    public static Duration maxHandlerTime(JsonObject config, ScriptOptions options) {
        Long own = config == null ? null : config.getLong(MAX_HANDLER_TIME);
        return own == null ? options.maxHandlerTime() : Duration.ofMillis(own);
    }

    /** The configuration as the script sees it. */
    public static JsonObject visible(JsonObject config) {
        if (config == null || !config.containsKey(MAX_HANDLER_TIME)) {
            return config == null ? new JsonObject() : config;
        }
        JsonObject visible = config.copy();
        visible.remove(MAX_HANDLER_TIME);
        return visible;
    }
}
