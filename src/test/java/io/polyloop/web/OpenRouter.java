package io.polyloop.web;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.polyloop.auth.AuthServices;
import io.polyloop.config.Settings;
import io.polyloop.limit.Limits;
import io.polyloop.trace.Traces;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;

/** A router with the gate of a node whose clients do not authenticate. */
public final class OpenRouter {
    private OpenRouter() {}

    public static Router of(Vertx vertx, Settings settings) {
        AuthServices auth = new AuthServices(settings.auth(), null, null, null, null, null);
        return GuardedRouter.of(
                Router.router(vertx),
                new Gate(
                        settings.auth(),
                        null,
                        null,
                        new ClientTopics.Factory(auth, null, null),
                        new RequestRates(new Limits(settings.limits().rates(), new SimpleMeterRegistry())),
                        Traces.OFF));
    }
}
