/**
 * HTTP routes that verticles contribute over the event bus: {@link io.polyloop.gateway.HttpRoutes} is the verticle's
 * side, {@link io.polyloop.gateway.GatewayRoutes} the server's. Any instance on any node may answer, and none of them
 * ever runs on the loop of a connection.
 */
package io.polyloop.gateway;
