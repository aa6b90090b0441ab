package io.polyloop.polyglot.graal;

import io.polyloop.bus.Trace;
import io.polyloop.gateway.HttpRoutes;
import io.polyloop.gateway.Response;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.graalvm.polyglot.HostAccess.DisableMethodScoping;
import org.graalvm.polyglot.HostAccess.Export;
import org.graalvm.polyglot.Value;

/** HTTP routes as {@code prelude/http.js} uses them. In a turn of the script. */
public final class HostHttp {
    private final Script script;
    private final HttpRoutes routes;
    private final List<Future<Void>> registrations = new ArrayList<>();

    HostHttp(Script script, Vertx vertx) {
        this.script = script;
        this.routes = new HttpRoutes(vertx);
    }

    /** Null, or why there can be no such route. */
    @Export
    @DisableMethodScoping
    public String route(String method, String path, Value handler) {
        Future<Void> registration =
                routes.route(method, path, request -> answer(method + " " + path, request, handler));
        if (registration.failed()) {
            return registration.cause().getMessage();
        }
        registrations.add(registration);
        return null;
    }

    /** Null, or what is wrong with an answer of {@code {status, headers, body}}. */
    @Export
    public String fault(String response) {
        try {
            Response.parse(new JsonObject(response));
            return null;
        } catch (IllegalArgumentException malformed) {
            return malformed.getMessage();
        }
    }

    private Future<Response> answer(String what, JsonObject request, Value handler) {
        JsonObject headers = request.getJsonObject("headers");
        Trace trace = new Trace(headers.getString(Trace.PARENT), headers.getString("x-request-id"));
        Call call = script.call("the handler of " + what, trace);
        script.take(call, () -> call.end(handler.execute(call, script.in(request))));
        return call.outcome()
                .map(answer -> Response.parse((JsonObject) answer))
                .recover(failure -> refuse(call, failure));
    }

    private Future<Response> refuse(Call call, Throwable failure) {
        script.report(call, failure);
        return Future.failedFuture(failure instanceof ScriptFailure thrown ? thrown.told() : failure);
    }

    Future<Void> registered() {
        return Future.join(registrations).mapEmpty();
    }

    Future<Void> close() {
        return routes.close();
    }
}
