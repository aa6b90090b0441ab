package io.polyloop.polyglot;

import io.polyloop.route.Allow;
import io.polyloop.route.HttpRoutes;
import io.polyloop.route.Input;
import io.polyloop.trace.Traces;
import io.polyloop.verticle.Trace;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** {@link HttpRoutes} for a script. Used in executions of the script. */
public final class ScriptRoutes {
    private static final String ALLOW = "allow";
    private static final List<String> INPUT = List.of("json", "form", "bytes", "operation", "query", "path");

    private final Script script;
    private final HttpRoutes routes;
    private final Traces traces;
    private final List<Future<Void>> registrations = new ArrayList<>();

    ScriptRoutes(Script script, Vertx vertx) {
        this.script = script;
        this.routes = new HttpRoutes(vertx);
        this.traces = Traces.of(vertx);
    }

    /**
     * Adds a route. {@code handler} runs code of the script and ends the invocation; {@code response} converts its answer
     * for {@link HttpRoutes}. Throws if the route is invalid.
     *
     * @param options {@code allow}, the text of an {@link Allow}, and those of {@link Input#parse}
     */
    public void route(
            String method,
            String path,
            JsonObject options,
            BiConsumer<JsonObject, Invocation> handler,
            Function<Object, Object> response) {
        String what = "the handler of " + method + " " + path;
        Future<Void> registration =
                routes.route(method, path, allow(options), input(options), request -> answer(what, request, handler)
                        .map(response));
        if (registration.cause() instanceof RuntimeException refused) {
            throw refused;
        }
        registrations.add(registration);
    }

    private static Allow allow(JsonObject options) {
        Object allow = options.getValue(ALLOW);
        return Allow.parse(allow == null ? null : allow.toString());
    }

    private static Input input(JsonObject options) {
        JsonObject input = options.copy();
        input.remove(ALLOW);
        for (String name : input.fieldNames()) {
            if (!INPUT.contains(name)) {
                throw new IllegalArgumentException(
                        "unknown option " + name + "; use allow, " + String.join(", ", INPUT));
            }
        }
        return input.isEmpty() ? null : Input.parse(input);
    }

    private Future<Object> answer(String what, JsonObject request, BiConsumer<JsonObject, Invocation> handler) {
        traces.annotate(Traces.FILE, script.file());
        JsonObject headers = request.getJsonObject("headers");
        Trace trace = new Trace(traces.currentOr(headers.getString(Trace.PARENT)), headers.getString("x-request-id"));
        Invocation invocation = script.handlerInvocation(what, null, trace);
        script.execute(invocation, () -> handler.accept(request, invocation));
        return invocation.outcome().recover(failure -> fail(invocation, failure));
    }

    private Future<Object> fail(Invocation invocation, Throwable failure) {
        script.log().fault(invocation, failure);
        return Future.failedFuture(failure instanceof ScriptFailure thrown ? thrown.toProblem() : failure);
    }

    Future<Void> registered() {
        return Future.join(registrations).mapEmpty();
    }

    Future<Void> close() {
        return routes.close();
    }
}
