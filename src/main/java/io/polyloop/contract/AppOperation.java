package io.polyloop.contract;

import io.polyloop.bus.RouteBody;
import io.polyloop.http.ContentType;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Set;

/** An operation of the OpenAPI document, as input of a route. */
public final class AppOperation {
    private static final String INPUT = "x-input";

    private final JsonObject document;
    private final String path;
    private final String method;
    private final String pointer;

    AppOperation(JsonObject document, String path, String method) {
        this.document = document;
        this.path = path;
        this.method = method;
        this.pointer = Pointer.child(Pointer.child("/paths", path), method);
    }

    /** The operation with this {@code operationId}. Throws {@link IllegalArgumentException} if there is none. */
    public static AppOperation of(AppContract contract, String id) {
        return contract.operation(id);
    }

    /**
     * Throws {@link IllegalArgumentException} unless it is that of the route.
     *
     * @param route a path such as {@code /orders/:id}
     */
    public void requireRoute(String method, String route) {
        boolean same =
                this.method.equals(method.toLowerCase(Locale.ROOT)) && path.equals(RouteDocuments.template(route));
        if (!same) {
            throw new IllegalArgumentException(
                    "the route " + method + " " + route + " is another one than its operation, "
                            + this.method.toUpperCase(Locale.ROOT) + " " + path + " in " + AppContract.FILE);
        }
    }

    /**
     * The parameters that are in {@code path}, {@code query} or {@code header}, names of headers in lower case.
     *
     * @throws IllegalArgumentException with the place of a fault
     */
    public ParameterSchema parameters(String place) {
        boolean isHeader = place.equals("header");
        JsonObject properties = new JsonObject();
        JsonArray required = new JsonArray();
        collect(Pointer.child("/paths", path) + "/parameters", place, properties, required);
        collect(pointer + "/parameters", place, properties, required);
        JsonObject schema = JsonObject.of("type", "object", "properties", properties, "required", required)
                .put("additionalProperties", isHeader);
        JsonObject extended = new JsonObject(new LinkedHashMap<>(document.getMap())).put(INPUT, schema);
        return ParameterSchema.of(extended, "/" + INPUT, AppContract.FILE);
    }

    private void collect(String list, String place, JsonObject properties, JsonArray required) {
        if (!(Pointer.find(document, list) instanceof JsonArray parameters)) {
            return;
        }
        for (int i = 0; i < parameters.size(); i++) {
            String at = resolved(list + "/" + i);
            JsonObject parameter = object(at);
            String in = parameter.getString("in");
            AppContract.require(
                    Set.of("path", "query", "header").contains(in), at, "a parameter is in path, query or header");
            if (place.equals(in)) {
                AppContract.require(
                        parameter.containsKey("schema")
                                && !parameter.containsKey("style")
                                && parameter.getBoolean("explode", true),
                        at,
                        "a parameter has a schema, and neither style nor explode: an array is given by repetition");
                String name = in.equals("header")
                        ? parameter.getString("name").toLowerCase(Locale.ROOT)
                        : parameter.getString("name");
                properties.put(name, JsonObject.of("$ref", "#" + at + "/schema"));
                if (parameter.getBoolean("required", false) && !required.contains(name)) {
                    required.add(name);
                }
            }
        }
    }

    /** How the body is read. Throws as {@link #parameters} does. */
    public RouteBody body() {
        String type = mediaType();
        if (type == null) {
            return new RouteBody(RouteBody.Kind.NONE, 0);
        }
        return new RouteBody(
                isJson(type)
                        ? RouteBody.Kind.JSON
                        : type.equals(ContentType.FORM) ? RouteBody.Kind.FORM : RouteBody.Kind.BYTES,
                0);
    }

    /** The place of the body's schema in the document. */
    public String bodyPointer() {
        String content = resolved(pointer + "/requestBody") + "/content";
        return Pointer.child(content, mediaType()) + "/schema";
    }

    /** The document in which {@link #bodyPointer()} is. */
    public JsonObject document() {
        return document;
    }

    private String mediaType() {
        if (Pointer.find(document, pointer + "/requestBody") == null) {
            return null;
        }
        String at = resolved(pointer + "/requestBody");
        JsonObject body = object(at);
        JsonObject content = body.getJsonObject("content", new JsonObject());
        AppContract.require(content.size() == 1, at + "/content", "a route takes one media type");
        AppContract.require(
                body.getBoolean("required", false), at, "say required: true; without a body, leave requestBody out");
        return content.fieldNames().iterator().next();
    }

    private static boolean isJson(String type) {
        return type.equals("application/json") || type.endsWith("+json");
    }

    private String resolved(String at) {
        String found = at;
        for (int i = 0; i < 10 && object(found).containsKey("$ref"); i++) {
            String ref = String.valueOf(object(found).getValue("$ref"));
            AppContract.require(
                    ref.startsWith("#/"), found, "a reference begins with #/; no other document is fetched");
            found = ref.substring(1);
        }
        return found;
    }

    private JsonObject object(String at) {
        Object value = Pointer.find(document, at);
        AppContract.require(value instanceof JsonObject, at, "an object is expected");
        return (JsonObject) value;
    }
}
