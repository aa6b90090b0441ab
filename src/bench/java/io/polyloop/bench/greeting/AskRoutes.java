package io.polyloop.bench.greeting;

import io.polyloop.route.Parameters;
import io.polyloop.route.Resource;
import io.polyloop.route.Routes;
import io.polyloop.topic.Journal;
import io.polyloop.topic.Problem;
import io.polyloop.verticle.Failures;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.regex.Pattern;

/** {@code GET /api/v1/ask/{address}?name=}: sends the name to a verticle of this node, and the verticle's answer back. */
public final class AskRoutes implements Routes {
    private static final Pattern ADDRESS = Pattern.compile("[a-z]{1,16}");
    private static final int MAX_NAME = 200;
    private static final DeliveryOptions LOCAL =
            new DeliveryOptions().setLocalOnly(true).setSendTimeout(5_000);

    @Override
    public void mount(Router router, Vertx vertx, Journal journal) {
        Resource.at(router, "/api/v1/ask/:address")
                .get(context -> ask(context, vertx.eventBus()))
                .register();
    }

    private static void ask(RoutingContext context, EventBus bus) {
        bus.request(address(context), question(context), LOCAL)
                .onSuccess(answer -> context.json(answer.body()))
                .onFailure(failure -> context.fail(Failures.of(failure, Problem.INTERNAL)));
    }

    private static String address(RoutingContext context) {
        String address = context.pathParam("address");
        if (!ADDRESS.matcher(address).matches()) {
            throw Problem.NOT_FOUND.because("an address has 1 to 16 lower-case letters");
        }
        return address;
    }

    private static JsonObject question(RoutingContext context) {
        String name = new Parameters(context, "name").query("name");
        if (name.codePointCount(0, name.length()) > MAX_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw Problem.INVALID_PARAMETER.because("name must have at most " + MAX_NAME + " characters");
        }
        return JsonObject.of("name", name);
    }
}
