package io.polyloop.route;

import io.polyloop.topic.Journal;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;

/**
 * Routes of your own on the public server. The class needs a public constructor without arguments; its line under
 * {@code http.routes} in {@code conf/polyloop.yaml} switches it on.
 */
public interface Routes {

    /**
     * Adds the routes. Called on each event loop of the server with a new instance of the class, before the port opens;
     * what it throws fails the start of the node. Handlers run on the same event loop and must not block. A handler
     * refuses a request with {@code context.fail(Problem.X.because("why"))}.
     *
     * @param router the root router: add routes, and no failure handler, because the server answers failures
     * @param journal the store of messages, for use on this event loop
     */
    void mount(Router router, Vertx vertx, Journal journal);
}
