package io.polyloop.route;

import io.polyloop.http.ContextKeys;
import io.polyloop.topic.Journal;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/**
 * Who made a request, as its credentials say.
 *
 * @param issuer who vouches for the subject
 * @param subject its name for the issuer: two issuers can have different subjects of one name
 * @param tenant its tenant, or null without {@code auth.tenant-claim}
 * @param claims of its token or service key
 */
public record Caller(String issuer, String subject, String tenant, JsonObject claims) {
    /** Who made the request; null if it has no credentials, as always in another {@code auth.mode} than token. */
    public static Caller of(RoutingContext context) {
        return context.get(ContextKeys.CALLER);
    }

    /**
     * The journal as the maker of the request can use it: refuses with {@link
     * io.polyloop.topic.Problem#FORBIDDEN} what the rules do not allow, and everything without credentials. In another
     * {@code auth.mode} than token it refuses nothing. The journal of {@link Routes#mount} acts as the service.
     */
    public static Journal journal(RoutingContext context) {
        return context.get(ContextKeys.JOURNAL);
    }
}
