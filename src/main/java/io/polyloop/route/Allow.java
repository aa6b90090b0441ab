package io.polyloop.route;

import io.vertx.ext.web.Route;
import java.util.regex.Pattern;

/**
 * Who can call a route in {@code auth.mode: token}: every authenticated client unless something else is said. In the
 * other modes clients do not authenticate, and can call every route.
 *
 * @param scope what the client's token has to hold in {@code scope} or {@code scp}; empty for any token
 * @param anyone whether clients without credentials can call it too
 */
public record Allow(String scope, boolean anyone) {
    private static final String SCOPE = "scope:";
    // RFC 6749, 3.3: a quote would end the parameter of the challenge that names the scope.
    private static final Pattern SCOPE_TOKEN = Pattern.compile("[\\x21\\x23-\\x5b\\x5d-\\x7e]{1,128}");

    /** Every client that has authenticated. */
    public static final Allow AUTHENTICATED = new Allow("", false);
    /** Every client, with or without credentials; invalid credentials are refused. */
    public static final Allow ANYONE = new Allow("", true);

    /** Throws {@link IllegalArgumentException} for a scope that is none, and for one that anyone need not have. */
    public Allow {
        if (!scope.isEmpty()) {
            requireScope(scope);
        }
        if (anyone && !scope.isEmpty()) {
            throw new IllegalArgumentException("a route is for anyone, or for those who have a scope");
        }
    }

    private static void requireScope(String scope) {
        if (!SCOPE_TOKEN.matcher(scope).matches()) {
            throw new IllegalArgumentException(
                    "a scope is 1 to 128 visible ASCII characters without quotes and backslashes");
        }
    }

    /** Clients whose token has this scope. Throws {@link IllegalArgumentException} if it cannot be one. */
    public static Allow scope(String scope) {
        requireScope(scope);
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
    String text() {
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
        return route.putMetadata(Allow.class.getName(), this);
    }

    /** For the log. */
    @Override
    public String toString() {
        return text() == null ? "authenticated" : text();
    }
}
