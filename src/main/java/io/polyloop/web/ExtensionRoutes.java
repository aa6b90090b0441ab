package io.polyloop.web;

import io.polyloop.bus.ReservedPaths;
import io.polyloop.contract.RouteDocuments;
import io.polyloop.http.ContextKeys;
import io.polyloop.route.Routes;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Adds the routes of the classes under {@code http.routes}, and checks their paths. */
final class ExtensionRoutes {
    private final Router router;
    private final Vertx vertx;

    /** @param router whose routes are guarded */
    ExtensionRoutes(Router router, Vertx vertx) {
        this.router = router;
        this.vertx = vertx;
    }

    /**
     * Throws {@link IllegalArgumentException} if one of the added routes has a path that the service answers itself.
     *
     * @param add adds the routes of the class
     */
    void mount(Class<? extends Routes> routes, Runnable add) {
        Set<Route> before = new HashSet<>(router.getRoutes());
        add.run();
        for (Route route : router.getRoutes()) {
            if (!before.contains(route)) {
                check(routes, route.getPath());
                Map<String, String> documents = route.getMetadata(ContextKeys.DOCUMENTS);
                if (documents != null) {
                    documents.forEach((key, document) -> RouteDocuments.add(vertx, key, document));
                }
            }
        }
    }

    private static void check(Class<? extends Routes> routes, String path) {
        if (path == null) {
            return;
        }
        List<String> segments = Arrays.stream(path.split("/"))
                .filter(segment -> !segment.isEmpty() && !segment.startsWith("*"))
                .toList();
        // Code before other routes, such as at /api/*, is not in place of them.
        boolean isPrefix = path.endsWith("*") || path.endsWith("/");
        String refusal = segments.isEmpty()
                        || isPrefix && segments.size() < 3 && segments.get(0).equals("api")
                ? null
                : ReservedPaths.refusal(segments);
        if (refusal != null) {
            throw new IllegalArgumentException(routes.getName() + " adds a route at " + path + ", but " + refusal);
        }
    }
}
