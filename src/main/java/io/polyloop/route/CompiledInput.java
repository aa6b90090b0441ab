package io.polyloop.route;

import io.polyloop.bus.RouteBody;
import io.polyloop.contract.AppContract;
import io.polyloop.contract.AppOperation;
import io.polyloop.contract.Fault;
import io.polyloop.contract.JsonSchema;
import io.polyloop.contract.ParameterSchema;
import io.polyloop.contract.RouteDocuments;
import io.polyloop.http.ContentType;
import io.polyloop.topic.Problem;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** An {@link Input} with its schemas compiled, for one method and path. */
final class CompiledInput {
    private static final String PARAMS = "params";
    private static final String QUERY = "query";
    private static final String BODY = "body";
    private static final Set<String> BODILESS = Set.of("GET", "HEAD");
    private static final Map<RouteBody.Kind, String> MEDIA_TYPES = Map.of(
            RouteBody.Kind.JSON, "application/json",
            RouteBody.Kind.FORM, ContentType.FORM,
            RouteBody.Kind.BYTES, "*/*");

    private final RouteBody body;
    private final ParameterSchema path;
    private final ParameterSchema query;
    private final ParameterSchema headers;
    private final ParameterSchema form;
    private final JsonSchema json;
    private final Function<Allow, String> document;

    private CompiledInput(
            RouteBody body,
            ParameterSchema path,
            ParameterSchema query,
            ParameterSchema headers,
            ParameterSchema form,
            JsonSchema json,
            Function<Allow, String> document) {
        this.body = body;
        this.path = path;
        this.query = query;
        this.headers = headers;
        this.form = form;
        this.json = json;
        this.document = document;
    }

    /**
     * Throws {@link IllegalArgumentException} for an input that the route cannot have, with the place of a fault.
     *
     * @param names of the path's parameters
     * @param contract of the node, for the operation that an input names
     */
    static CompiledInput of(Input input, String method, String route, List<String> names, AppContract contract) {
        CompiledInput compiled = input.operation() == null
                ? ofSchemas(input, method, route)
                : ofOperation(AppOperation.of(contract, input.operation()), method, route);
        String name = method + " " + route;
        if (BODILESS.contains(method) && compiled.body.kind() != RouteBody.Kind.NONE) {
            throw new IllegalArgumentException(name + ": a " + method + " has no body; take Input.none()");
        }
        if (compiled.path != null) {
            requireSame(names, compiled.path, name);
        }
        return compiled;
    }

    private static CompiledInput ofSchemas(Input input, String method, String route) {
        String name = method + " " + route;
        RouteBody.Kind kind = input.body().kind();
        return new CompiledInput(
                input.body(),
                parameters(input.path(), name + ", path"),
                parameters(input.query() == null ? new JsonObject() : input.query(), name + ", query"),
                null,
                kind == RouteBody.Kind.FORM ? ParameterSchema.of(input.schema(), "", name + ", form") : null,
                kind == RouteBody.Kind.JSON ? JsonSchema.of(input.schema(), "", name + ", body") : null,
                allow -> RouteDocuments.operation(
                        RouteDocuments.key(method, route),
                        input.path(),
                        input.query(),
                        MEDIA_TYPES.get(kind),
                        input.schema(),
                        allow.anyone()));
    }

    private static CompiledInput ofOperation(AppOperation operation, String method, String route) {
        operation.requireRoute(method, route);
        RouteBody body = operation.body();
        return new CompiledInput(
                body,
                operation.parameters("path"),
                operation.parameters("query"),
                operation.parameters("header"),
                body.kind() == RouteBody.Kind.FORM
                        ? ParameterSchema.of(operation.document(), operation.bodyPointer(), AppContract.FILE)
                        : null,
                body.kind() == RouteBody.Kind.JSON
                        ? JsonSchema.of(operation.document(), operation.bodyPointer(), AppContract.FILE)
                        : null,
                allow -> null);
    }

    private static ParameterSchema parameters(JsonObject schema, String name) {
        return schema == null ? null : ParameterSchema.closed(schema, name);
    }

    private static void requireSame(List<String> names, ParameterSchema path, String route) {
        for (String name : path.names()) {
            if (!names.contains(name)) {
                throw new IllegalArgumentException(route + ": the path has no parameter " + name);
            }
        }
        for (String name : names) {
            if (!path.has(name)) {
                throw new IllegalArgumentException(route + ": the schema of the path has no property " + name);
            }
        }
    }

    RouteBody body() {
        return body;
    }

    /** The operation for {@code /openapi.yaml} of a route for these clients, or null if it is there already. */
    String document(Allow allow) {
        return document.apply(allow);
    }

    /**
     * Checks a request, and gives its values their types, in place.
     *
     * @param request {@code {params, query, headers, body}}
     * @throws io.polyloop.topic.ProblemException for what the schemas refuse
     */
    void check(JsonObject request) {
        if (path != null) {
            parameter("path parameter", path.convert(request.getJsonObject(PARAMS)));
        }
        parameter("query parameter", query.convert(request.getJsonObject(QUERY)));
        if (headers != null) {
            parameter("header", headers.convert(request.getJsonObject("headers").copy()));
        }
        switch (body.kind()) {
            case JSON -> body(json.check(request.getValue(BODY)));
            case FORM -> form(request);
            // Between nodes the bytes travel as base64.
            case BYTES -> request.put(BODY, request.getBuffer(BODY));
            default -> request.put(BODY, null);
        }
    }

    private void form(JsonObject request) {
        Object fields = request.getValue(BODY);
        JsonObject form = fields instanceof JsonObject sent ? sent : new JsonObject();
        request.put(BODY, form);
        body(
                form == fields || fields == null
                        ? this.form.convert(form)
                        : new Fault("", "expected the fields of a form"));
    }

    private static void parameter(String what, Fault fault) {
        if (fault != null) {
            throw Problem.INVALID_PARAMETER.because(fault.in(what));
        }
    }

    private static void body(Fault fault) {
        if (fault != null) {
            throw Problem.INVALID_MESSAGE.because(fault.in("the body"));
        }
    }
}
