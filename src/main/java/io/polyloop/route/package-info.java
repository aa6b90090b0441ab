/**
 * HTTP routes of your own: {@link io.polyloop.route.Routes} on the server, {@link io.polyloop.route.HttpRoutes} in a
 * verticle. Public API: see {@code docs/upgrading.md}.
 */
package io.polyloop.route;
