package io.polyloop.contract;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The operations of routes whose schemas are in the code, for {@code /openapi.yaml}: those of this node, and those that
 * other nodes announce. A key is a method and a path, such as {@code POST /api/v1/orders/{id}}; a value is an operation
 * object of OpenAPI as text. Any thread.
 */
public final class RouteDocuments {
    /** Larger ones are in the document of their own node alone. */
    public static final int MAX_ANNOUNCED = 16 * 1024;

    private static final int MAX_ROUTES = 1_000;
    private static final String DOCUMENTS = "documents";
    private static final String REFUSED = "#/components/responses/Refused";

    private RouteDocuments() {}

    /** All that the node knows. */
    public static Map<String, String> of(Vertx vertx) {
        return vertx.sharedData().getLocalMap(RouteDocuments.class.getName());
    }

    /** Adds one; more than a thousand are not kept. */
    public static void add(Vertx vertx, String key, String operation) {
        Map<String, String> known = of(vertx);
        if (!operation.equals(known.get(key)) && (known.size() < MAX_ROUTES || known.containsKey(key))) {
            known.put(key, operation);
        }
    }

    /** Adds to the event that announces routes those documents that are small enough. */
    public static void announce(JsonObject event, Map<String, String> documents) {
        JsonObject announced = new JsonObject();
        documents.forEach((key, document) -> {
            if (document.length() <= MAX_ANNOUNCED) {
                announced.put(key, document);
            }
        });
        event.put(DOCUMENTS, announced);
    }

    /** Adds those that an event announces. */
    public static void learn(Vertx vertx, JsonObject event) {
        event.getJsonObject(DOCUMENTS, new JsonObject()).forEach(document -> {
            String text = String.valueOf(document.getValue());
            if (text.length() <= MAX_ANNOUNCED) {
                add(vertx, document.getKey(), text);
            }
        });
    }

    /** The key of a route, whose path is such as {@code /orders/:id}. */
    public static String key(String method, String route) {
        return method.toUpperCase(Locale.ROOT) + " " + template(route);
    }

    /** {@code /orders/{id}} for {@code /orders/:id}. */
    static String template(String route) {
        return route.replaceAll(":(\\w+)", "{$1}");
    }

    /**
     * The operation of a route.
     *
     * @param mediaType of the body, or null
     * @param body its schema, or null for any
     * @param anyone whether clients without credentials can call it
     */
    public static String operation(
            String key, JsonObject path, JsonObject query, String mediaType, JsonObject body, boolean anyone) {
        JsonObject operation = new JsonObject();
        JsonArray parameters = new JsonArray();
        addParameters(parameters, pathParameters(key, path), "path");
        addParameters(parameters, query, "query");
        if (!parameters.isEmpty()) {
            operation.put("parameters", parameters);
        }
        if (mediaType != null) {
            String method = key.substring(0, key.indexOf(' ')).toLowerCase(Locale.ROOT);
            String pointer = Pointer.child("/paths", key.substring(key.indexOf(' ') + 1)) + "/" + method;
            String at = Pointer.child(pointer + "/requestBody/content", mediaType) + "/schema";
            JsonObject content = body == null ? new JsonObject() : JsonObject.of("schema", rebased(body, at));
            operation.put("requestBody", JsonObject.of("required", true, "content", JsonObject.of(mediaType, content)));
        }
        return (anyone ? operation.put("security", new JsonArray()) : operation).encode();
    }

    // Each parameter of a path has to be there, with a schema or without.
    private static JsonObject pathParameters(String key, JsonObject path) {
        JsonObject properties = path == null ? new JsonObject() : path.getJsonObject("properties", new JsonObject());
        JsonObject all = new JsonObject();
        JsonArray required = new JsonArray();
        for (String segment : key.substring(key.indexOf(' ') + 2).split("/")) {
            if (segment.startsWith("{")) {
                String name = segment.substring(1, segment.length() - 1);
                all.put(name, properties.getValue(name, JsonObject.of("type", "string")));
                required.add(name);
            }
        }
        return (path == null ? new JsonObject() : path.copy())
                .put("properties", all)
                .put("required", required);
    }

    private static void addParameters(JsonArray parameters, JsonObject schema, String place) {
        if (schema == null) {
            return;
        }
        JsonObject properties = schema.getJsonObject("properties", new JsonObject());
        JsonArray required = schema.getJsonArray("required", new JsonArray());
        for (String name : properties.fieldNames()) {
            JsonObject parameter = JsonObject.of("name", name, "in", place);
            if (required.contains(name)) {
                parameter.put("required", true);
            }
            parameters.add(parameter.put("schema", inlined(schema, properties.getValue(name))));
        }
    }

    // What a parameter refers to is in another place of the document: its schemas are small, and are repeated.
    private static Object inlined(JsonObject root, Object schema) {
        if (!(schema instanceof JsonObject)) {
            return schema;
        }
        JsonObject resolved = ParameterType.resolve(root, schema).copy();
        if (resolved.containsKey("items")) {
            resolved.put("items", inlined(root, resolved.getValue("items")));
        }
        return resolved;
    }

    /** The schema with references that begin at {@code pointer}. */
    private static Object rebased(Object value, String pointer) {
        if (value instanceof JsonObject object) {
            JsonObject copy = new JsonObject();
            object.forEach(member -> copy.put(
                    member.getKey(),
                    member.getKey().equals("$ref") && member.getValue() instanceof String reference
                            ? "#" + pointer + reference.substring(1)
                            : rebased(member.getValue(), pointer)));
            return copy;
        }
        if (value instanceof JsonArray array) {
            JsonArray copy = new JsonArray();
            array.forEach(element -> copy.add(rebased(element, pointer)));
            return copy;
        }
        return value;
    }

    /** Adds operations to a document, and returns it. What it has already, stays. */
    static JsonObject addTo(JsonObject document, Map<String, String> routes) {
        JsonObject paths = document.getJsonObject("paths");
        Map<String, String> shapes = new HashMap<>();
        paths.fieldNames().forEach(path -> shapes.put(ContractMerge.shape(path), path));
        routes.keySet().stream().sorted().forEach(key -> {
            String path = key.substring(key.indexOf(' ') + 1);
            String method = key.substring(0, key.indexOf(' ')).toLowerCase(Locale.ROOT);
            String known = shapes.putIfAbsent(ContractMerge.shape(path), path);
            if (known == null) {
                paths.put(path, new JsonObject());
            }
            if ((known == null || known.equals(path))
                    && !paths.getJsonObject(path).containsKey(method)) {
                paths.getJsonObject(path).put(method, answered(document, routes.get(key)));
            }
        });
        return document;
    }

    private static JsonObject answered(JsonObject document, String operation) {
        JsonObject refused = Pointer.find(document, REFUSED.substring(1)) == null
                ? JsonObject.of("description", "A problem (RFC 9457).")
                : JsonObject.of("$ref", REFUSED);
        return new JsonObject(operation)
                .put(
                        "responses",
                        JsonObject.of(
                                "2XX", JsonObject.of("description", "The answer of the route."), "default", refused));
    }
}
