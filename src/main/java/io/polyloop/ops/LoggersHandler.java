package io.polyloop.ops;

import io.polyloop.auth.AuditLog;
import io.polyloop.config.LogSettings;
import io.polyloop.log.LogLevels;
import io.polyloop.log.LoggerLevel;
import io.polyloop.topic.Problem;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** Shows the levels of loggers, and changes them for a time. On one event loop. */
final class LoggersHandler {
    static final String PATH = "/loggers";
    static final String ONE = PATH + "/{name}";

    private static final int OK = 200;
    private static final int NO_CONTENT = 204;
    /** Loggers in one answer. */
    private static final int MAX_LISTED = 1_000;

    private final LogLevels levels;
    private final LogSettings settings;
    private final AuditLog audit;
    private final LevelOverrides overrides;

    LoggersHandler(Vertx vertx, LogLevels levels, LogSettings settings, AuditLog audit) {
        this.levels = levels;
        this.settings = settings;
        this.audit = audit;
        this.overrides = new LevelOverrides(
                vertx,
                levels,
                settings.overrides(),
                InstantSource.system(),
                name -> audit.administered("expiry", "end level", name));
    }

    /** The handlers of {@link #PATH}, by method. */
    Map<HttpMethod, Handler<RoutingContext>> all() {
        return Map.of(HttpMethod.GET, this::list);
    }

    /** The handlers of {@link #ONE}, by method. */
    Map<HttpMethod, Handler<RoutingContext>> one() {
        return Map.of(HttpMethod.GET, this::show, HttpMethod.PUT, this::change, HttpMethod.DELETE, this::end);
    }

    private void list(RoutingContext context) {
        AdministrationRequest request = new AdministrationRequest(context);
        Map<String, String> parameters = request.parameters();
        String prefix = parameters.remove("prefix");
        if (!parameters.isEmpty() || prefix != null && !LogLevels.isName(prefix)) {
            throw Problem.INVALID_PARAMETER.because("the parameter of this list is prefix, the start of a name");
        }
        List<LoggerLevel> found = prefix == null ? levels.own() : levels.startingWith(prefix, MAX_LISTED);
        JsonArray list = new JsonArray(found.stream().map(this::json).toList());
        request.answer(OK, JsonObject.of("loggers", list, "complete", prefix == null || list.size() < MAX_LISTED));
    }

    private void show(RoutingContext context) {
        new AdministrationRequest(context).answer(OK, json(existing(name(context))));
    }

    private void change(RoutingContext context) {
        String name = name(context);
        AdministrationRequest request = new AdministrationRequest(context);
        SmallBody.json(context.request())
                .map(body -> set(request.actor(), name, LevelRequest.of(body, settings)))
                .onSuccess(changed -> request.answer(OK, changed))
                .onFailure(context::fail);
    }

    private JsonObject set(String actor, String name, LevelRequest wanted) {
        LogLevels.refusal(name, wanted.level()).ifPresent(reason -> {
            throw Problem.FORBIDDEN.because(reason);
        });
        existing(name);
        overrides.set(name, wanted);
        audit.administered(actor, "set level", name + " " + wanted);
        return json(existing(name));
    }

    private void end(RoutingContext context) {
        String name = name(context);
        if (!overrides.end(name)) {
            throw Problem.NOT_FOUND.because("no level is set for this logger; GET " + PATH + " lists those that are");
        }
        audit.administered(new AdministrationRequest(context).actor(), "end level", name);
        context.response().setStatusCode(NO_CONTENT).end();
    }

    private static String name(RoutingContext context) {
        if (!new AdministrationRequest(context).parameters().isEmpty()) {
            throw Problem.INVALID_PARAMETER.because("a logger has no parameters; prefix is for the list, GET " + PATH);
        }
        String given = context.request().path().substring(PATH.length() + 1);
        try {
            String name = URLDecoder.decode(given, StandardCharsets.UTF_8);
            if (LogLevels.isName(name)) {
                return name;
            }
        } catch (IllegalArgumentException malformed) {
            // The same problem as another name that no logger can have.
        }
        throw Problem.INVALID_PARAMETER.because("a logger is named by a class or a package, or ROOT");
    }

    /** A logger is made by the code that logs, never by a request: nothing removes one again. */
    private LoggerLevel existing(String name) {
        return levels.find(name)
                .orElseThrow(() -> Problem.NOT_FOUND.because(
                        "no such logger has logged yet; name a package above it, or see GET " + PATH + "?prefix=…"));
    }

    private JsonObject json(LoggerLevel logger) {
        JsonObject json = JsonObject.of("name", logger.name(), "level", logger.level());
        if (logger.configured() != null) {
            json.put("configured", logger.configured());
        }
        JsonObject override = overrides.json(logger.name());
        return override == null ? json : json.put("override", override);
    }

    /** Gives all loggers their levels back. */
    void close() {
        overrides.close();
    }
}
