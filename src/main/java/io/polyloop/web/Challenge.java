package io.polyloop.web;

import io.polyloop.auth.AuthorizedJournal;
import io.polyloop.topic.ProblemException;
import io.vertx.ext.web.RoutingContext;

/** {@code WWW-Authenticate}: how to authenticate, and what was wrong (RFC 6750, 3; RFC 9728, 5.1). */
final class Challenge {
    private static final String PRESENTED = Challenge.class.getName();
    private static final String SEVERAL = PRESENTED + ".several";
    private static final String SCOPE = PRESENTED + ".scope";

    private Challenge() {}

    /** A credential was presented: a refusal is about it. */
    static void presented(RoutingContext context) {
        context.put(PRESENTED, true);
    }

    /** Several credentials were presented, none of which counts (RFC 6750, 3.1). */
    static void several(RoutingContext context) {
        context.put(SEVERAL, true);
    }

    /** The route needs this scope. */
    static void needsScope(RoutingContext context, String scope) {
        context.put(SCOPE, ", scope=\"" + scope + '"');
    }

    /** Adds the header to the answer to a refused request, if it is about credentials. */
    static void add(RoutingContext context, ProblemException refusal) {
        String error = error(context, refusal);
        if (error == null) {
            return;
        }
        String metadata = ResourceMetadata.url(context);
        context.response()
                .putHeader(
                        "WWW-Authenticate",
                        "Bearer realm=\"polyloop\"" + error + ", resource_metadata=\"" + metadata + '"');
    }

    /** The error parameters; empty if the request has no credentials, null if the header does not belong there. */
    private static String error(RoutingContext context, ProblemException refusal) {
        boolean presented = context.get(PRESENTED) != null;
        return switch (refusal.problem()) {
            case UNAUTHENTICATED -> presented ? ", error=\"invalid_token\"" : "";
            case FORBIDDEN ->
                isAboutRights(context, refusal) ? ", error=\"insufficient_scope\"" + context.get(SCOPE, "") : null;
            case INVALID_REQUEST -> context.get(SEVERAL) == null ? null : ", error=\"invalid_request\"";
            default -> null;
        };
    }

    // Another token would not help against a foreign origin.
    private static boolean isAboutRights(RoutingContext context, ProblemException refusal) {
        return context.get(SCOPE) != null || AuthorizedJournal.DENIED.equals(refusal.getMessage());
    }
}
