package io.polyloop.route;

import io.polyloop.http.Query;
import io.polyloop.topic.Problem;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The query parameters of a request. What is refused is {@link Problem#INVALID_PARAMETER}. */
public final class Parameters {
    private final Map<String, List<String>> query;

    /**
     * Refuses a query parameter that the address does not know: a typo would otherwise be ignored in silence.
     *
     * @param known the names of the parameters that the request may have
     */
    public Parameters(RoutingContext context, String... known) {
        this.query = Query.of(context.request());
        for (String name : query.keySet()) {
            if (!Set.of(known).contains(name)) {
                throw Problem.INVALID_PARAMETER.because("unknown query parameter; see /openapi.yaml");
            }
        }
    }

    /** Refuses every query parameter. */
    public static void none(RoutingContext context) {
        new Parameters(context);
    }

    /** The value of a query parameter, decoded, or null if it is absent. Refuses one that is given more than once. */
    public String query(String name) {
        List<String> values = query.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw Problem.INVALID_PARAMETER.because(name + " is given more than once");
        }
        return values.isEmpty() ? null : values.get(0);
    }
}
