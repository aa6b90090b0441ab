package io.polyloop.http;

import io.polyloop.topic.Problem;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The query of a request, as forms write it (WHATWG URL, 5.1). The decoders of Vert.x and Netty take a semicolon for a
 * separator too, so that a proxy and this server would read other parameters, and they leave out names that are empty.
 */
public final class Query {
    private Query() {}

    /** The values of each parameter, in their order; refuses a parameter without a name. */
    public static Map<String, List<String>> of(HttpServerRequest request) {
        String query = request.query();
        if (query == null || query.isEmpty()) {
            return Map.of();
        }
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (String pair : query.split("&")) {
            if (!pair.isEmpty()) {
                add(parameters, pair);
            }
        }
        return parameters;
    }

    /** The same as JSON: a string for each parameter, or an array of strings for one that is given more than once. */
    public static JsonObject json(HttpServerRequest request) {
        JsonObject query = new JsonObject();
        of(request)
                .forEach((name, values) -> query.put(name, values.size() == 1 ? values.get(0) : new JsonArray(values)));
        return query;
    }

    private static void add(Map<String, List<String>> parameters, String pair) {
        int equals = pair.indexOf('=');
        String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
        if (name.isEmpty()) {
            throw Problem.INVALID_PARAMETER.because("a query parameter has no name");
        }
        parameters
                .computeIfAbsent(name, first -> new ArrayList<>(1))
                .add(equals < 0 ? "" : decoded(pair.substring(equals + 1)));
    }

    // RequestGuard has refused what is no escape, and escapes that are not UTF-8.
    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
