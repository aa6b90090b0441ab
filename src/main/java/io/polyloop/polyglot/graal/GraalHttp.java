package io.polyloop.polyglot.graal;

import io.polyloop.polyglot.ScriptRoutes;
import io.polyloop.route.Response;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import org.graalvm.polyglot.HostAccess.DisableMethodScoping;
import org.graalvm.polyglot.HostAccess.Export;
import org.graalvm.polyglot.Value;

/** HTTP routes as {@code prelude/http.js} uses them. Used in executions of the script. */
public final class GraalHttp {
    private static final String BODY = "body";

    private final ScriptRoutes routes;
    private final ValueCodec codec;

    GraalHttp(ScriptRoutes routes, ValueCodec codec) {
        this.routes = routes;
        this.codec = codec;
    }

    /**
     * Null, or why the route is invalid. The handler gets the invocation, the request, and a body of bytes or null.
     *
     * @param options JSON, as of {@link ScriptRoutes#route}
     */
    @Export
    @DisableMethodScoping
    public String route(String method, String path, String options, Value handler) {
        try {
            routes.route(
                    method,
                    path,
                    new JsonObject(options),
                    (request, invocation) -> codec.run(invocation, here -> call(handler, here, request)),
                    answer -> Response.parse((JsonObject) answer));
            return null;
        } catch (IllegalArgumentException refused) {
            return refused.getMessage();
        }
    }

    private Value call(Value handler, GraalInvocation here, JsonObject request) {
        if (!(request.getMap().get(BODY) instanceof Buffer bytes)) {
            return handler.execute(here, codec.toScript(request), null);
        }
        return handler.execute(here, codec.toScript(request.putNull(BODY)), codec.bytesToScript(bytes.getBytes()));
    }

    /** Null, or what is wrong with a response, {@code {status, headers, body}}. */
    @Export
    public String fault(String response) {
        try {
            Response.parse(new JsonObject(response));
            return null;
        } catch (IllegalArgumentException malformed) {
            return malformed.getMessage();
        }
    }
}
