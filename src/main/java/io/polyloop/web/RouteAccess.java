package io.polyloop.web;

import io.polyloop.route.Allow;
import io.vertx.ext.web.Route;

/** What the gate does at a route of the engine. Routes of extensions are guarded: they cannot say otherwise. */
enum RouteAccess {
    /** It checks the client. */
    GUARDED,
    /** The same, and a ticket is a credential too. */
    TICKETS,
    /** It lets every request pass, and does not look at credentials: the closed list of what is public. */
    PUBLIC,
    /** It lets every request pass to a handler that calls {@link Gate#check}. */
    DEFERRED;

    private static final String KEY = RouteAccess.class.getName();

    /** Says so of the route; returns it. */
    Route on(Route route) {
        return route.putMetadata(KEY, this);
    }

    /** What {@link Allow#on} said of the route; {@link Allow#AUTHENTICATED} if nothing was said. */
    static Allow allow(Route route) {
        Allow said = route.getMetadata(Allow.class.getName());
        return said == null ? Allow.AUTHENTICATED : said;
    }

    static RouteAccess of(Route route) {
        RouteAccess said = route.getMetadata(KEY);
        return said == null ? GUARDED : said;
    }
}
