package io.polyloop.auth.token;

import io.vertx.core.json.JsonObject;
import java.time.Instant;

/**
 * An entry of {@code auth.keys-file}.
 *
 * @param sha256 of the whole key, in lower-case hex; the key itself is not stored
 * @param issued null if the file does not say
 * @param expires null for never
 * @param tenant null for none
 */
public record ServiceKey(
        String id, String name, String sha256, Instant issued, Instant expires, String tenant, JsonObject claims) {
    /** Whether it is accepted at this time. */
    public boolean isActive(Instant now) {
        return expires == null || now.isBefore(expires);
    }
}
