package io.polyloop.auth;

import io.vertx.core.json.JsonObject;
import java.util.Set;

/**
 * An identity with all of its claims.
 *
 * @param claims of the token or the service key; do not change it
 */
public record User(Identity identity, JsonObject claims) {
    /** The same user with only those of its claims. */
    public User keeping(Set<String> names) {
        JsonObject kept = new JsonObject();
        names.stream().filter(claims::containsKey).forEach(name -> kept.put(name, claims.getValue(name)));
        return new User(identity.keeping(names), kept);
    }
}
