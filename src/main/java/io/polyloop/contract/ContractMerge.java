package io.polyloop.contract;

import io.polyloop.bus.ReservedPaths;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Adds {@code app-openapi.yaml} to the document of the engine. A name that both have is a fault. */
final class ContractMerge {
    private static final Set<String> OWN = Set.of("openapi", "info", "servers");
    private static final Pattern PATH = Pattern.compile("(?:/(?:[A-Za-z0-9._~-]+|\\{[A-Za-z_]\\w*}))+");
    private static final String PATHS = "paths";
    private static final String COMPONENTS = "components";
    private static final String TAGS = "tags";

    private final JsonObject merged;
    private final Map<String, String> shapes = new HashMap<>();

    private ContractMerge(JsonObject engine) {
        this.merged = engine.copy();
        paths().fieldNames().forEach(path -> shapes.put(shape(path), path));
    }

    /** Throws {@link IllegalArgumentException} with the place of a fault. */
    static JsonObject of(JsonObject engine, JsonObject app) {
        ContractMerge merge = new ContractMerge(engine);
        String version = String.valueOf(app.getValue("openapi"));
        AppContract.require(version.startsWith("3.1."), "/openapi", "3.1.0 is expected");
        app.fieldNames().forEach(name -> merge.add(name, app.getValue(name)));
        return merge.merged;
    }

    private void add(String name, Object value) {
        String pointer = Pointer.child("", name);
        switch (name) {
            case "openapi" -> {}
            case "info" -> merged.put(name, object(merged, name).mergeIn(object(value, pointer)));
            case PATHS -> object(value, pointer).forEach(path -> addPath(path.getKey(), path.getValue()));
            case COMPONENTS -> object(value, pointer).forEach(kind -> addComponents(kind.getKey(), kind.getValue()));
            case TAGS -> addTags(value);
            case "servers" -> merged.put(name, value);
            default -> {
                AppContract.require(
                        name.startsWith("x-"),
                        pointer,
                        "this is not added to the document of the service; there are components, paths, tags, " + OWN);
                merged.put(name, value);
            }
        }
    }

    private void addPath(String path, Object item) {
        String pointer = Pointer.child("/paths", path);
        AppContract.require(PATH.matcher(path).matches(), pointer, "write a path as in /api/v1/orders/{id}");
        String refusal = ReservedPaths.refusal(List.of(path.substring(1).split("/")));
        AppContract.require(refusal == null, pointer, refusal);
        String other = shapes.putIfAbsent(shape(path), path);
        AppContract.require(other == null, pointer, "the path is that of " + other);
        paths().put(path, object(item, pointer));
    }

    private void addComponents(String kind, Object value) {
        String pointer = Pointer.child("/components", kind);
        JsonObject own = object(object(merged, COMPONENTS), kind);
        object(value, pointer).forEach(component -> {
            AppContract.require(
                    !own.containsKey(component.getKey()),
                    Pointer.child(pointer, component.getKey()),
                    "the service has a component of this name; choose another one");
            own.put(component.getKey(), component.getValue());
        });
    }

    private void addTags(Object value) {
        AppContract.require(value instanceof JsonArray, "/tags", "an array is expected");
        JsonArray all = merged.getJsonArray(TAGS, new JsonArray()).copy();
        for (Object tag : (JsonArray) value) {
            String name = tag instanceof JsonObject object ? object.getString("name") : null;
            AppContract.require(name != null, "/tags", "each tag is an object with a name");
            boolean isNew = all.stream().noneMatch(other -> name.equals(((JsonObject) other).getString("name")));
            AppContract.require(isNew, "/tags", "there is a tag " + name + " already");
            all.add(tag);
        }
        merged.put(TAGS, all);
    }

    private JsonObject paths() {
        return object(merged, PATHS);
    }

    private static JsonObject object(JsonObject parent, String name) {
        if (!parent.containsKey(name)) {
            parent.put(name, new JsonObject());
        }
        return parent.getJsonObject(name);
    }

    private static JsonObject object(Object value, String pointer) {
        AppContract.require(value instanceof JsonObject, pointer, "an object is expected");
        return (JsonObject) value;
    }

    /** Paths that differ in the names of their parameters only are one. */
    static String shape(String path) {
        return path.replaceAll("\\{[^/}]*}", "{}");
    }
}
