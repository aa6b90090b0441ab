package io.polyloop.route;

import io.polyloop.bus.RouteBody;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a route takes: its body, and the parameters of its path and query. The service checks a request before the handler
 * runs, after it has checked who the client is, and refuses what does not match: a body that is not JSON is {@link
 * io.polyloop.topic.Problem#INVALID_JSON}, one that the schema refuses is {@link
 * io.polyloop.topic.Problem#INVALID_MESSAGE}, a parameter {@link io.polyloop.topic.Problem#INVALID_PARAMETER}, another
 * media type {@link io.polyloop.topic.Problem#UNSUPPORTED_MEDIA_TYPE}. The detail names the place and what is expected
 * there. A query parameter that the input does not name is refused.
 *
 * <p>Schemas are JSON Schema 2020-12. References within a schema begin with {@code #}; none is fetched. A route with
 * an input is in {@code /openapi.yaml}. Immutable; each method returns another input.
 */
public final class Input {
    private static final String JSON = "json";
    private static final String FORM = "form";
    private static final String BYTES = "bytes";
    private static final String QUERY = "query";
    private static final String PATH = "path";
    private static final String OPERATION = "operation";
    private static final Set<String> OPTIONS = new TreeSet<>(Set.of(JSON, FORM, BYTES, QUERY, PATH, OPERATION));

    private final RouteBody body;
    private final JsonObject schema;
    private final JsonObject query;
    private final JsonObject path;
    private final String operation;

    private Input(RouteBody body, JsonObject schema, JsonObject query, JsonObject path, String operation) {
        this.body = body;
        this.schema = schema;
        this.query = query;
        this.path = path;
        this.operation = operation;
    }

    private static Input of(RouteBody.Kind kind, int max, JsonObject schema) {
        return new Input(new RouteBody(kind, max), schema, null, null, null);
    }

    /** No body. */
    public static Input none() {
        return of(RouteBody.Kind.NONE, 0, null);
    }

    /** A body of JSON that matches this schema. */
    public static Input json(JsonObject schema) {
        return of(RouteBody.Kind.JSON, 0, schema.copy());
    }

    /**
     * The fields of a form, {@code application/x-www-form-urlencoded}, as an object that matches this schema. Values get
     * the types that the schema gives its properties; a field whose type is {@code array} can be given more than once.
     * Forms of other types, such as {@code multipart/form-data}, are refused: take {@link #bytes()} for them.
     */
    public static Input form(JsonObject schema) {
        return of(RouteBody.Kind.FORM, 0, schema.copy());
    }

    /**
     * The body exactly as it was sent, of any type and with any {@code Content-Encoding}: a signature is made of these
     * bytes. A handler reads them with {@code request.getBuffer("body")}. At most {@code limits.body}.
     */
    public static Input bytes() {
        return of(RouteBody.Kind.BYTES, 0, null);
    }

    /** The same of at most {@code maxSize} bytes; {@code limits.body} holds too. */
    public static Input bytes(int maxSize) {
        if (maxSize < 1) {
            throw new IllegalArgumentException("the size of a body is at least 1 byte");
        }
        return of(RouteBody.Kind.BYTES, maxSize, null);
    }

    /** Body and parameters of the operation with this {@code operationId} in {@code app-openapi.yaml}. */
    public static Input operation(String id) {
        return new Input(null, null, null, null, id);
    }

    /**
     * From {@code {json|form: schema}}, {@code {bytes: true|maxSize}} or {@code {operation: id}}, with {@code query} and
     * {@code path}; null for null. Throws {@link IllegalArgumentException} with what is wrong.
     */
    public static Input parse(JsonObject options) {
        if (options == null) {
            return null;
        }
        for (String name : options.fieldNames()) {
            require(OPTIONS.contains(name), name + " is not an option of a route; there are " + OPTIONS);
        }
        require(
                Set.of(JSON, FORM, BYTES, OPERATION).stream()
                                .filter(options::containsKey)
                                .count()
                        <= 1,
                "a route has one of json, form, bytes and operation");
        Input input = body(options);
        input = options.containsKey(QUERY) ? input.query(object(options, QUERY)) : input;
        return options.containsKey(PATH) ? input.path(object(options, PATH)) : input;
    }

    private static Input body(JsonObject options) {
        if (options.containsKey(JSON)) {
            return json(object(options, JSON));
        }
        if (options.containsKey(FORM)) {
            return form(object(options, FORM));
        }
        if (options.containsKey(OPERATION)) {
            require(options.getValue(OPERATION) instanceof String, "operation is the operationId in app-openapi.yaml");
            return operation(options.getString(OPERATION));
        }
        return options.containsKey(BYTES) ? bytes(options.getValue(BYTES)) : none();
    }

    private static Input bytes(Object size) {
        require(
                Boolean.TRUE.equals(size) || size instanceof Number,
                "bytes is true, or the size of the largest body in bytes");
        return size instanceof Number max ? bytes(max.intValue()) : bytes();
    }

    private static JsonObject object(JsonObject options, String name) {
        require(options.getValue(name) instanceof JsonObject, name + " is a JSON schema, which is an object");
        return options.getJsonObject(name);
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException(what);
        }
    }

    /**
     * Adds the schema of the query: an object whose properties are the parameters. Values get the types of their
     * properties, and a parameter that is absent its {@code default}.
     */
    public Input query(JsonObject schema) {
        requireOwnSchemas();
        return new Input(body, this.schema, schema.copy(), path, operation);
    }

    /** Adds the schema of the path's parameters: an object whose properties they are. */
    public Input path(JsonObject schema) {
        requireOwnSchemas();
        return new Input(body, this.schema, query, schema.copy(), operation);
    }

    private void requireOwnSchemas() {
        require(operation == null, "the parameters of an operation are in app-openapi.yaml");
    }

    /**
     * What a handler of {@link Resource} got: {@code {params, query, body}} with the types of the schemas, as a handler of
     * {@link HttpRoutes} gets it. Null if the method of the resource has no input.
     */
    public static JsonObject of(RoutingContext context) {
        return context.get(Input.class.getName());
    }

    /** The body, or null if {@link #operation()} knows it. */
    RouteBody body() {
        return body;
    }

    JsonObject schema() {
        return schema;
    }

    JsonObject query() {
        return query;
    }

    JsonObject path() {
        return path;
    }

    String operation() {
        return operation;
    }
}
