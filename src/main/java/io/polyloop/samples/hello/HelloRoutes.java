package io.polyloop.samples.hello;

import io.polyloop.route.Parameters;
import io.polyloop.route.Resource;
import io.polyloop.route.Routes;
import io.polyloop.topic.Journal;
import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import io.polyloop.verticle.Failures;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.regex.Pattern;

/**
 * {@code GET /api/v1/hello/{language}?name=}: sends a request to the verticle in that language, on this node, over the
 * event bus. Without such a verticle the answer is 404, for an invalid name 400.
 */
public final class HelloRoutes implements Routes {
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{1,16}");
    private static final int MAX_NAME = 200;
    private static final DeliveryOptions LOCAL =
            new DeliveryOptions().setLocalOnly(true).setSendTimeout(5_000);

    @Override
    public void mount(Router router, Vertx vertx, Journal journal) {
        Resource.at(router, "/api/v1/hello/:language")
                .get(context -> greet(context, vertx.eventBus()))
                .register();
    }

    private static void greet(RoutingContext context, EventBus bus) {
        String language = language(context);
        bus.request("hello." + language, question(context), LOCAL)
                .onSuccess(answer -> context.json(answer.body()))
                .onFailure(failure -> context.fail(problem(language, failure)));
    }

    private static String language(RoutingContext context) {
        String language = context.pathParam("language");
        if (!LANGUAGE.matcher(language).matches()) {
            throw Problem.NOT_FOUND.because("a language has 1 to 16 lower-case letters");
        }
        return language;
    }

    private static JsonObject question(RoutingContext context) {
        String given = new Parameters(context, "name").query("name");
        String name = given == null ? "" : given;
        if (name.codePointCount(0, name.length()) > MAX_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw Problem.INVALID_PARAMETER.because(
                    "name must have at most " + MAX_NAME + " characters and no control characters");
        }
        return name.isEmpty() ? new JsonObject() : JsonObject.of("name", name);
    }

    private static ProblemException problem(String language, Throwable failure) {
        boolean absent = failure instanceof ReplyException reply && reply.failureType() == ReplyFailure.NO_HANDLERS;
        return absent
                ? Problem.NOT_FOUND.because("no verticle says hello in " + language)
                : Failures.of(failure, Problem.INTERNAL);
    }
}
