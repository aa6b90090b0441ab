/**
 * The server's side of HTTP routes that verticles contribute over the event bus; {@link io.polyloop.route.HttpRoutes}
 * is the side of a verticle. Any instance on any node may answer, and none of them ever runs on the loop of a
 * connection.
 */
package io.polyloop.gateway;
