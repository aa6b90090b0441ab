package io.polyloop.web;

import io.polyloop.config.Settings;
import io.polyloop.topic.Journal;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;

/**
 * Routes that a sample or a fork adds to the public server. A class that implements this and has a constructor
 * without arguments is switched on by its line under {@code http.routes} in {@code conf/polyloop.yaml}.
 */
public interface Routes {

    /**
     * Adds the routes. Called once for each instance of the web verticle, on its event loop; handlers run there too
     * and must not block. A handler refuses a request with {@code context.fail(Problem.X.because("why"))}.
     */
    void mount(Router router, Vertx vertx, Journal journal, Settings settings);
}
