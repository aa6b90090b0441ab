package io.polyloop.auth;

import io.vertx.core.json.JsonObject;

/**
 * An identity with all of its claims.
 *
 * @param claims of the token or the service key; do not change it
 */
public record User(Identity identity, JsonObject claims) {}
