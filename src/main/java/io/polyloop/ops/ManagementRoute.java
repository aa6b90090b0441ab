package io.polyloop.ops;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One path of the management port.
 *
 * @param guard throws if the request is not allowed
 * @param handlers by method
 */
record ManagementRoute(Consumer<HttpServerRequest> guard, Map<HttpMethod, Handler<RoutingContext>> handlers) {
    /** A route that only reads and that every client may use. */
    static ManagementRoute open(Handler<RoutingContext> get) {
        return get(request -> {}, get);
    }

    /** A route that only reads. */
    static ManagementRoute get(Consumer<HttpServerRequest> guard, Handler<RoutingContext> get) {
        return new ManagementRoute(guard, Map.of(HttpMethod.GET, get));
    }

    /** HEAD is answered as GET, without the body. */
    Optional<Handler<RoutingContext>> handler(HttpMethod method) {
        return Optional.ofNullable(handlers.get(method == HttpMethod.HEAD ? HttpMethod.GET : method));
    }

    /** The methods, as the header {@code Allow} lists them. */
    String allow() {
        Stream<String> others = handlers.keySet().stream()
                .map(HttpMethod::name)
                .filter(name -> !name.equals("GET"))
                .sorted();
        return Stream.concat(Stream.of("GET", "HEAD", "OPTIONS"), others).collect(Collectors.joining(", "));
    }
}
