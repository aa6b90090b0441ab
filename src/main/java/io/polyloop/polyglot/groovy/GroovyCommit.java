package io.polyloop.polyglot.groovy;

import io.polyloop.polyglot.ScriptContext;
import io.polyloop.polyglot.ScriptDatabase;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Units of work with maps, lists and values. */
final class GroovyCommit {
    private final ScriptContext context;
    private final ScriptDatabase database;

    GroovyCommit(ScriptContext context) {
        this.context = context;
        this.database = context.database();
    }

    Future<Object> commit(Map<String, ?> unit, Map<String, ?> options) {
        GroovyOptions.check(options, Set.of(GroovyTopics.AS));
        Map<String, Object> given = new LinkedHashMap<>(unit);
        given.computeIfPresent("sql", (field, statements) -> each(statements, GroovySql::parts));
        given.computeIfPresent("append", (field, messages) -> each(messages, GroovyCommit::message));
        JsonObject json = new JsonObject(given);
        // Its presence counts: without a user, the script must not act as the service.
        Future<JsonObject> committed = options.containsKey(GroovyTopics.AS)
                ? database.commit(json, GroovyJson.toJson(options.get(GroovyTopics.AS)))
                : database.commit(json);
        return context.inInvocation(committed.map(GroovyJson::toGroovy));
    }

    // What has another shape stays as it is, and is refused by its place.
    private static Object each(Object given, UnaryOperator<Object> change) {
        List<Object> changed = new ArrayList<>();
        if (given instanceof List<?> items) {
            items.forEach(item -> changed.add(change.apply(item)));
            return changed;
        }
        return given;
    }

    private static Object message(Object given) {
        return given instanceof List<?> parts
                ? new ArrayList<>(parts.stream().map(GroovyJson::toJson).toList())
                : given;
    }
}
