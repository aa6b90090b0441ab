package io.polyloop.polyglot.graal;

import io.polyloop.gateway.Response;
import io.polyloop.polyglot.HostRoutes;
import io.vertx.core.json.JsonObject;
import org.graalvm.polyglot.HostAccess.DisableMethodScoping;
import org.graalvm.polyglot.HostAccess.Export;
import org.graalvm.polyglot.Value;

/** HTTP routes as {@code prelude/http.js} uses them. In a turn of the script. */
public final class GraalHttp {
    private final HostRoutes routes;
    private final Crossing crossing;

    GraalHttp(HostRoutes routes, Crossing crossing) {
        this.routes = routes;
        this.crossing = crossing;
    }

    /** Null, or why there can be no such route. */
    @Export
    @DisableMethodScoping
    public String route(String method, String path, Value handler) {
        try {
            routes.route(
                    method,
                    path,
                    (request, call) -> crossing.run(call, here -> handler.execute(here, crossing.in(request))),
                    answer -> Response.parse((JsonObject) answer));
            return null;
        } catch (IllegalArgumentException refused) {
            return refused.getMessage();
        }
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
}
