package io.polyloop.route;

import io.polyloop.bus.RouteBody;
import io.polyloop.contract.Fault;
import io.polyloop.contract.Parameters;
import io.polyloop.contract.Schema;
import io.polyloop.topic.Problem;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;

/** An {@link Input} with its schemas compiled, for one method and path. */
final class CompiledInput {
    private static final String PARAMS = "params";
    private static final String QUERY = "query";
    private static final String BODY = "body";
    private static final Set<String> BODILESS = Set.of("GET", "HEAD");

    private final Input input;
    private final Parameters path;
    private final Parameters query;
    private final Parameters form;
    private final Schema json;

    private CompiledInput(Input input, Parameters path, Parameters query, Parameters form, Schema json) {
        this.input = input;
        this.path = path;
        this.query = query;
        this.form = form;
        this.json = json;
    }

    /**
     * Throws {@link IllegalArgumentException} for an input that the route cannot have, with the place of a fault.
     *
     * @param names of the path's parameters
     */
    static CompiledInput of(Input input, String method, String route, List<String> names) {
        String name = method + " " + route;
        RouteBody.Kind kind = input.body().kind();
        if (BODILESS.contains(method) && kind != RouteBody.Kind.NONE) {
            throw new IllegalArgumentException(name + ": a " + method + " has no body; take Input.none()");
        }
        Parameters path = parameters(input.path(), name + ", path");
        if (path != null) {
            requireSame(names, path, name);
        }
        return new CompiledInput(
                input,
                path,
                parameters(input.query() == null ? new JsonObject() : input.query(), name + ", query"),
                kind == RouteBody.Kind.FORM ? Parameters.of(input.schema(), "", name + ", form") : null,
                kind == RouteBody.Kind.JSON ? Schema.of(input.schema(), "", name + ", body") : null);
    }

    private static Parameters parameters(JsonObject schema, String name) {
        return schema == null ? null : Parameters.closed(schema, name);
    }

    private static void requireSame(List<String> names, Parameters path, String route) {
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
        return input.body();
    }

    /**
     * Checks a request, and gives its values their types, in place.
     *
     * @param request {@code {params, query, body}}
     * @throws io.polyloop.topic.ProblemException for what the schemas refuse
     */
    void check(JsonObject request) {
        if (path != null) {
            parameter("path parameter", path.convert(request.getJsonObject(PARAMS)));
        }
        parameter("query parameter", query.convert(request.getJsonObject(QUERY)));
        switch (input.body().kind()) {
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
