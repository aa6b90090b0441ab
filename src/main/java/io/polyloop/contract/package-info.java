/**
 * What the routes of a fork promise: the schemas of their input, and the OpenAPI document that lists them. Schemas are
 * checked when a route is added and compiled once; then they judge requests.
 */
package io.polyloop.contract;
