package io.polyloop.gateway;

import io.polyloop.auth.UserJson;
import io.polyloop.http.Query;
import io.polyloop.http.TokenList;
import io.polyloop.topic.Problem;
import io.polyloop.web.Gate;
import io.polyloop.web.RequestId;
import io.polyloop.web.RequestTarget;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A request as it travels to a verticle. */
final class RequestJson {
    /** Of one connection only (RFC 9110, 7.6.1), as is what {@code Connection} names. */
    private static final Set<String> HOP_BY_HOP = Set.of(
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    /** What proves who the client is stays in the server: the bus carries who it is. */
    private static final Set<String> CREDENTIALS =
            Set.of("authorization", "proxy-authorization", "cookie", "sec-websocket-protocol");

    private RequestJson() {}

    /**
     * @param params values of the path's parameters, as they are in the path
     * @param body the value of the body, or null
     */
    static JsonObject of(RoutingContext context, List<String> params, Object body, String requestId) {
        HttpServerRequest request = context.request();
        return new JsonObject()
                .put("method", request.method().name())
                .put("path", context.normalizedPath())
                .put(
                        "params",
                        new JsonArray(params.stream().map(RequestJson::decoded).toList()))
                .put("query", Query.json(request))
                .put("headers", headers(request.headers()).put(RequestId.HEADER.toLowerCase(Locale.ROOT), requestId))
                .put("body", body)
                .put("user", UserJson.encode(Gate.user(context)));
    }

    // RequestGuard has refused what is not an escape; a plus is a plus in a path.
    private static String decoded(String value) {
        if (value.indexOf('%') >= 0 && !RequestTarget.isUtf8(value)) {
            throw Problem.INVALID_REQUEST.because("the decoded path is not UTF-8");
        }
        return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static JsonObject headers(MultiMap sent) {
        Set<String> left = new HashSet<>(HOP_BY_HOP);
        left.addAll(CREDENTIALS);
        left.addAll(TokenList.of(sent, HttpHeaders.CONNECTION));
        JsonObject headers = new JsonObject();
        for (String name : sent.names()) {
            String lower = name.toLowerCase(Locale.ROOT);
            if (!left.contains(lower)) {
                headers.put(lower, String.join(", ", sent.getAll(name)));
            }
        }
        return headers;
    }
}
