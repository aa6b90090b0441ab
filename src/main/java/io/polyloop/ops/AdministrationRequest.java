package io.polyloop.ops;

import io.polyloop.http.Query;
import io.polyloop.topic.Problem;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.Map;

/** A request to administer the node. On one event loop. */
record AdministrationRequest(RoutingContext context) {
    /** Who asks, for the audit log. */
    String actor() {
        return "management " + context.request().remoteAddress().hostAddress();
    }

    /** The query. Fails with {@link Problem#INVALID_PARAMETER} for a repeated parameter. */
    Map<String, String> parameters() {
        Map<String, String> parameters = new HashMap<>();
        try {
            Query.of(context.request()).forEach((name, values) -> {
                if (values.size() > 1) {
                    throw Problem.INVALID_PARAMETER.because("a parameter is repeated");
                }
                parameters.put(name, values.get(0));
            });
        } catch (IllegalArgumentException malformed) {
            throw Problem.INVALID_PARAMETER.because("the query has an invalid escape");
        }
        return parameters;
    }

    void answer(int status, JsonObject body) {
        context.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end(body.toBuffer());
    }
}
