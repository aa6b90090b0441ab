package io.polyloop.route;

import io.polyloop.contract.AppContract;
import io.polyloop.contract.BodyInput;
import io.polyloop.contract.RouteDocuments;
import io.polyloop.http.ContextKeys;
import io.polyloop.http.Query;
import io.polyloop.topic.ProblemException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads and checks the input of a method of a {@link Resource}. Event loop only. */
final class InputHandler {
    /** Of a router without settings, such as that of a test: the default of {@code limits.body}. */
    private static final int DEFAULT_LIMIT = 1024 * 1024;
    /** The default of {@code limits.values}. */
    private static final int DEFAULT_VALUES = 10_000;

    private final String method;
    private final String path;
    private final CompiledInput compiled;
    private final BodyInput body;

    private InputHandler(String method, String path, CompiledInput compiled, BodyInput body) {
        this.method = method;
        this.path = path;
        this.compiled = compiled;
        this.body = body;
    }

    static InputHandler of(Router router, Input input, HttpMethod method, String path) {
        AppContract contract = router.getMetadata(ContextKeys.CONTRACT);
        Integer limit = router.getMetadata(ContextKeys.BODY_LIMIT);
        Integer values = router.getMetadata(ContextKeys.VALUES_LIMIT);
        BodyInput body = new BodyInput(limit == null ? DEFAULT_LIMIT : limit, values == null ? DEFAULT_VALUES : values);
        List<String> names = Arrays.stream(path.split("/"))
                .filter(segment -> segment.startsWith(":"))
                .map(segment -> segment.substring(1))
                .toList();
        CompiledInput compiled = CompiledInput.of(input, method.name(), path, names, contract);
        return new InputHandler(method.name(), path, compiled, body);
    }

    /** Adds the operation for {@code /openapi.yaml}, unless it is there already. */
    void document(Map<String, String> documents, Allow allow) {
        String operation = compiled.document(allow);
        if (operation != null) {
            documents.put(RouteDocuments.key(method, path), operation);
        }
    }

    void read(RoutingContext context) {
        try {
            body.read(context, compiled.body());
        } catch (ProblemException refusal) {
            context.fail(refusal);
        }
    }

    void check(RoutingContext context) {
        JsonObject headers = new JsonObject();
        context.request()
                .headers()
                .forEach(header -> headers.put(header.getKey().toLowerCase(Locale.ROOT), header.getValue()));
        JsonObject params = new JsonObject();
        context.pathParams().forEach(params::put);
        JsonObject values = JsonObject.of("params", params, "query", Query.json(context.request()), "headers", headers)
                .put("body", body.value(context, compiled.body().kind()));
        compiled.check(values);
        values.remove("headers");
        context.put(Input.class.getName(), values);
    }
}
