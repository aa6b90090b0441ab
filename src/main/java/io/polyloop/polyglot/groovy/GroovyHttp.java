package io.polyloop.polyglot.groovy;

import groovy.lang.Closure;
import io.polyloop.polyglot.ScriptRoutes;
import io.polyloop.route.Response;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/**
 * Routes of the public server, such as {@code get('/orders/:id') { request -> … }}. {@code request} is a
 * {@link GroovyRequest}. Options are {@code allow}, {@code 'anyone'} or {@code 'scope:<name>'}, without which every client
 * that has authenticated can call the route, and those of {@link io.polyloop.route.Input#parse}. The answer is JSON with
 * status 200, or a {@link #response}. All instances on all nodes share the requests of a route.
 */
public final class GroovyHttp {
    private final ScriptRoutes routes;
    private final GroovyTopics topics;
    private final GroovyInvoker invoker;

    GroovyHttp(ScriptRoutes routes, GroovyTopics topics, GroovyInvoker calls) {
        this.routes = routes;
        this.topics = topics;
        this.invoker = calls;
    }

    public void get(String path, Closure<?> handler) {
        get(path, Map.of(), handler);
    }

    public void get(String path, Map<String, ?> options, Closure<?> handler) {
        route("GET", path, options, handler);
    }

    public void post(String path, Closure<?> handler) {
        post(path, Map.of(), handler);
    }

    public void post(String path, Map<String, ?> options, Closure<?> handler) {
        route("POST", path, options, handler);
    }

    public void put(String path, Closure<?> handler) {
        put(path, Map.of(), handler);
    }

    public void put(String path, Map<String, ?> options, Closure<?> handler) {
        route("PUT", path, options, handler);
    }

    public void delete(String path, Closure<?> handler) {
        delete(path, Map.of(), handler);
    }

    public void delete(String path, Map<String, ?> options, Closure<?> handler) {
        route("DELETE", path, options, handler);
    }

    public void patch(String path, Closure<?> handler) {
        patch(path, Map.of(), handler);
    }

    public void patch(String path, Map<String, ?> options, Closure<?> handler) {
        route("PATCH", path, options, handler);
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

    private void route(String method, String path, Map<String, ?> options, Closure<?> handler) {
        routes.route(
                method,
                path,
                (JsonObject) GroovyJson.toJson(options),
                (request, invocation) -> invoker.answer(invocation, handler, new GroovyRequest(request, topics)),
                response -> response);
    }
}
