package io.polyloop.route;

import io.vertx.ext.web.Route;
import java.util.regex.Pattern;

/**
 * Who can call a route in {@code auth.mode: token}: every authenticated client unless something else is said. In the
 * other modes nobody authenticates, and every client can call every route.
 *
 * @param scope what the client's token has to hold in {@code scope} or {@code scp}; empty for any token
 * @param anyone whether clients without credentials can call it too
 */
public record Allow(String scope, boolean anyone) {
    /** Every client that has authenticated. */
    public static final Allow AUTHENTICATED = new Allow("", false);
    /** Every client, with or without credentials; invalid credentials are refused. */
    public static final Allow ANYONE = new Allow("", true);

    private static final String KEY = Allow.class.getName();
    private static final String SCOPE = "scope:";
    // RFC 6749, 3.3: a quote would end the parameter of the challenge that names the scope.
    private static final Pattern SCOPE_TOKEN = Pattern.compile("[\\x21\\x23-\\x5b\\x5d-\\x7e]{1,128}");

    /** Clients whose token has this scope. Throws {@link IllegalArgumentException} if it cannot be one. */
    public static Allow scope(String scope) {
        if (!SCOPE_TOKEN.matcher(scope).matches()) {
            throw new IllegalArgumentException("a scope is 1 to 128 visible ASCII characters without quotes");
        }
        return new Allow(scope, false);
    }

    /** Parses {@code anyone} or {@code scope:<name>}; null is {@link #AUTHENTICATED}. */
    public static Allow parse(String text) {
        if (text == null) {
            return AUTHENTICATED;
        }
        if (text.equals("anyone")) {
            return ANYONE;
        }
        if (text.startsWith(SCOPE)) {
            return scope(text.substring(SCOPE.length()));
        }
        throw new IllegalArgumentException("allow is 'anyone' or 'scope:<name>'; leave it out for every known client");
    }

    /** The text that {@link #parse} reads; null for {@link #AUTHENTICATED}. */
    public String text() {
        if (anyone) {
            return "anyone";
        }
        return scope.isEmpty() ? null : SCOPE + scope;
    }

    /**
     * Says so of a route that is added without {@link Resource}; returns the route. Of a sub-router, say it of the route
     * that mounts it.
     */
    public Route on(Route route) {
        return route.putMetadata(KEY, this);
    }

    /** What was said of the route; {@link #AUTHENTICATED} if nothing was. */
    public static Allow of(Route route) {
        Allow said = route.getMetadata(KEY);
        return said == null ? AUTHENTICATED : said;
    }
}
