/**
 * HTTP routes of your own: {@link io.polyloop.route.Routes} on the server, {@link io.polyloop.route.HttpRoutes} in a
 * verticle. A class that refuses a request throws a {@link io.polyloop.topic.ProblemException}; let it pass, and the
 * server answers it. Public API: see {@code docs/upgrading.md}.
 */
package io.polyloop.route;
