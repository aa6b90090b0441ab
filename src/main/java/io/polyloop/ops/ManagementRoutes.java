package io.polyloop.ops;

import io.polyloop.config.AllowedHosts;
import io.polyloop.http.DecodeProblems;
import io.polyloop.http.HostCheck;
import io.polyloop.http.ProblemJson;
import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import io.polyloop.verticle.Trace;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The routes of the management server, on exact paths or below one. On one event loop. */
final class ManagementRoutes implements Handler<RoutingContext> {
    private static final Logger LOG = LoggerFactory.getLogger(ManagementRoutes.class);
    private static final int NO_CONTENT = 204;
    private static final String LINE = HttpServerOptions.DEFAULT_MAX_INITIAL_LINE_LENGTH + " bytes";
    private static final String HEADERS = HttpServerOptions.DEFAULT_MAX_HEADER_SIZE + " bytes";

    private final HostCheck hosts;
    private final Map<String, ManagementRoute> routes;

    /** @param routes by path, whose last part can be a parameter in braces: anything, slashes included */
    ManagementRoutes(AllowedHosts hosts, Map<String, ManagementRoute> routes) {
        this.hosts = new HostCheck(hosts);
        this.routes = routes;
    }

    @Override
    public void handle(RoutingContext context) {
        if (context.request().headers().contains("")) {
            throw Problem.INVALID_REQUEST.because("a header has no name");
        }
        hosts.check(context.request());
        ManagementRoute route = route(context.request().path());
        route.guard().accept(context.request());
        route.handler(context.request().method())
                .ifPresentOrElse(handler -> handler.handle(context), () -> showMethods(context, route.allow()));
    }

    private ManagementRoute route(String path) {
        ManagementRoute exact = routes.get(path);
        return exact != null
                ? exact
                : routes.entrySet().stream()
                        .filter(route -> takesRest(route.getKey(), path))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElseThrow(() -> Problem.NOT_FOUND.because(
                                "no route matches this path; the routes are " + String.join(", ", routes.keySet())));
    }

    private static boolean takesRest(String route, String path) {
        int parameter = route.indexOf('{');
        return parameter > 0 && path.startsWith(route.substring(0, parameter)) && path.length() > parameter;
    }

    private static void showMethods(RoutingContext context, String allow) {
        context.response().putHeader(HttpHeaders.ALLOW, allow);
        if (context.request().method() != HttpMethod.OPTIONS) {
            throw Problem.METHOD_NOT_ALLOWED.because("the methods of this path are " + allow);
        }
        context.response().setStatusCode(NO_CONTENT).end();
    }

    /** Responds to a failed request and closes the connection, without reading the rest of the request. */
    static void refuse(RoutingContext context) {
        if (context.response().headWritten()) {
            context.request().connection().close();
            return;
        }
        ProblemException refusal = refusal(context);
        String requestId = UUID.randomUUID().toString();
        if (refusal.problem() == Problem.INTERNAL) {
            new Trace(null, requestId)
                    .during(() -> LOG.error("{} failed", context.normalizedPath(), context.failure()));
        }
        refuse(context.request(), refusal, requestId);
    }

    /** Responds to a request that is not valid HTTP. */
    static void refuse(HttpServerRequest request) {
        refuse(
                request,
                DecodeProblems.of(request, LINE, HEADERS),
                UUID.randomUUID().toString());
    }

    private static void refuse(HttpServerRequest request, ProblemException refusal, String requestId) {
        request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        ProblemJson.send(request.response(), refusal, requestId);
        request.connection().close();
    }

    private static ProblemException refusal(RoutingContext context) {
        if (context.failure() instanceof ProblemException known) {
            return known;
        }
        return switch (context.statusCode()) {
            case 400 -> Problem.INVALID_REQUEST.because("the path or the host is missing or malformed");
            case 404 -> Problem.NOT_FOUND.because("a path starts with /");
            default -> ProblemException.of(context.failure());
        };
    }
}
