package io.polyloop.polyglot.groovy;

import groovy.lang.Closure;
import io.polyloop.polyglot.ScriptRoutes;
import io.polyloop.route.Response;
import java.util.Map;

/**
 * Routes of the public server, such as {@code get('/orders/:id') { request -> … }}. {@code request} is
 * {@code [method:, path:, params:, query:, headers:, body:]}; the answer is JSON with status 200, or a {@link #response}.
 * All instances on all nodes share the requests of a route.
 */
public final class GroovyHttp {
    private final ScriptRoutes routes;
    private final GroovyInvoker invoker;

    GroovyHttp(ScriptRoutes routes, GroovyInvoker calls) {
        this.routes = routes;
        this.invoker = calls;
    }

    public void get(String path, Closure<?> handler) {
        route("GET", path, handler);
    }

    public void post(String path, Closure<?> handler) {
        route("POST", path, handler);
    }

    public void put(String path, Closure<?> handler) {
        route("PUT", path, handler);
    }

    public void delete(String path, Closure<?> handler) {
        route("DELETE", path, handler);
    }

    public void patch(String path, Closure<?> handler) {
        route("PATCH", path, handler);
    }

    public Response response(int status) {
        return Response.of(status);
    }

    public Response response(int status, Object body) {
        return Response.of(status, GroovyJson.toJson(body));
    }

    /** A response with a status from 200 to 599. A text body is sent unchanged if {@code content-type} is not JSON. */
    public Response response(int status, Object body, Map<String, ?> headers) {
        Response response = response(status, body);
        for (Map.Entry<String, ?> header : headers.entrySet()) {
            response = response.header(header.getKey(), GroovyJson.toJson(header.getValue()));
        }
        return response;
    }

    private void route(String method, String path, Closure<?> handler) {
        routes.route(
                method,
                path,
                (request, invocation) -> invoker.answer(invocation, handler, GroovyJson.toGroovy(request)),
                response -> response);
    }
}
