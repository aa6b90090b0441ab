package io.polyloop.gateway;

import io.polyloop.bus.RouteBody;
import io.polyloop.contract.BodyInput;
import io.polyloop.http.StatusHeaders;
import io.polyloop.route.Allow;
import io.polyloop.route.Response;
import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import io.polyloop.trace.Traces;
import io.polyloop.verticle.Trace;
import io.polyloop.web.Gate;
import io.polyloop.web.RequestId;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.ext.web.RoutingContext;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From a request to the verticle that answers it, and back. Event loop only. */
final class GatewayHandler {
    private static final Logger LOG = LoggerFactory.getLogger(GatewayHandler.class);
    private static final String MATCH_KEY = "gateway";
    private static final int NO_CONTENT = 204;

    // With the kind of body for which it is read: a later announcement can change that of the route.
    private record RoutedRequest(RouteEntry route, RouteTable.Match match, RouteBody.Kind body) {}

    private final RouteTable routes;
    private final BodyInput body;
    private final RouteClient client;
    private final int maxAnswer;
    private final Traces traces;

    /** @param maxAnswer bytes of the largest answer */
    GatewayHandler(RouteTable routes, BodyInput body, RouteClient client, int maxAnswer, Traces traces) {
        this.routes = routes;
        this.body = body;
        this.client = client;
        this.maxAnswer = maxAnswer;
        this.traces = traces;
    }

    /** Reads the body if a route matches, and passes on other requests. */
    void find(RoutingContext context) {
        RouteTable.Match match = routes.match(context.normalizedPath());
        if (match == null) {
            context.next();
            return;
        }
        HttpMethod method = context.request().method();
        RouteEntry route = match.methods().get(method == HttpMethod.HEAD ? "GET" : method.name());
        if (route == null) {
            Gate.check(context, anyMethod(match), () -> answerWithAllow(context, match));
            return;
        }
        traces.route(route.announcement().shape());
        check(context, route.demands().all().iterator(), () -> {
            context.put(MATCH_KEY, new RoutedRequest(route, match, route.body().kind()));
            readBody(context, route);
        });
    }

    // Who cannot call any of them does not learn either that the path exists.
    private static Allow anyMethod(RouteTable.Match match) {
        boolean open = match.methods().values().stream()
                .anyMatch(route -> route.demands().all().equals(List.of(Allow.ANYONE)));
        return open ? Allow.ANYONE : Allow.AUTHENTICATED;
    }

    private static void answerWithAllow(RoutingContext context, RouteTable.Match match) {
        String allow = allow(match);
        context.response().putHeader(HttpHeaders.ALLOW, allow);
        if (context.request().method() == HttpMethod.OPTIONS) {
            context.response().setStatusCode(NO_CONTENT).end();
        } else {
            context.fail(Problem.METHOD_NOT_ALLOWED.because("allowed methods: " + allow));
        }
    }

    /** Calls {@code next} if the client meets all demands. */
    private static void check(RoutingContext context, Iterator<Allow> demands, Runnable next) {
        if (demands.hasNext()) {
            Gate.check(context, demands.next(), () -> check(context, demands, next));
        } else {
            next.run();
        }
    }

    private void readBody(RoutingContext context, RouteEntry route) {
        try {
            body.read(context, route.body());
        } catch (ProblemException refusal) {
            // The check of the client can be asynchronous: no router catches what is thrown then.
            context.fail(refusal);
        }
    }

    void answer(RoutingContext context) {
        RoutedRequest found = context.get(MATCH_KEY);
        if (found == null) {
            context.next();
            return;
        }
        String id = RequestId.of(context);
        Trace trace = new Trace(traces.currentOr(context.request().getHeader(Trace.PARENT)), id);
        Object value = body.value(context, found.body());
        client.request(found.route(), RequestJson.of(context, found.match().params(), value, id), trace)
                .onSuccess(response -> send(context, response, id))
                .onFailure(failure -> fail(context, failure));
    }

    private static void fail(RoutingContext context, Throwable failure) {
        if (failure instanceof ProblemException refusal) {
            complete(context, refusal.problem().status());
        }
        context.fail(failure);
    }

    private static void complete(RoutingContext context, int status) {
        RoutedRequest found = context.get(MATCH_KEY);
        StatusHeaders.complete(context.response(), status, allow(found.match()));
    }

    private static String allow(RouteTable.Match match) {
        Set<String> methods = new TreeSet<>(match.methods().keySet());
        methods.add("OPTIONS");
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        return String.join(", ", methods);
    }

    private void send(RoutingContext context, Response response, String id) {
        HttpServerRequest request = context.request();
        HttpServerResponse answer = request.response();
        if (answer.ended() || answer.closed()) {
            return;
        }
        Buffer body = response.hasBody() ? response.body() : null;
        if (body != null && body.length() > maxAnswer) {
            refuseLarge(context, body.length());
            return;
        }
        answer.setStatusCode(response.status())
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader(RequestId.HEADER, id);
        response.headers().forEach(header -> put(answer, header.getKey(), header.getValue()));
        complete(context, response.status());
        if (body != null) {
            end(answer, body);
        } else {
            answer.end();
        }
    }

    private void refuseLarge(RoutingContext context, int length) {
        RoutedRequest found = context.get(MATCH_KEY);
        RequestId.trace(context)
                .during(() -> LOG.error(
                        "the answer of {} has {} bytes; gateway.answer allows {}",
                        found.route().announcement().address(),
                        length,
                        maxAnswer));
        context.fail(Problem.INTERNAL.because("the answer of the route is larger than gateway.answer"));
    }

    private static void end(HttpServerResponse answer, Buffer body) {
        if (!answer.headers().contains(HttpHeaders.CONTENT_TYPE)) {
            answer.putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
        }
        // A HEAD has no body to count.
        answer.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()));
        answer.end(body);
    }

    private static void put(HttpServerResponse answer, String name, Object value) {
        List<String> values = value instanceof JsonArray several
                ? several.stream().map(Object::toString).toList()
                : List.of(value.toString());
        if (name.equalsIgnoreCase(HttpHeaders.VARY.toString())) {
            // Besides what the server says of its own: the answer differs by origin too if others are allowed.
            answer.headers().add(name, values);
        } else {
            answer.putHeader(name, values);
        }
    }
}
