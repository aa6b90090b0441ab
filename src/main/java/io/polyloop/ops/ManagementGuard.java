package io.polyloop.ops;

import io.polyloop.auth.AuditLog;
import io.polyloop.config.ManagementSettings;
import io.polyloop.topic.Problem;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;

/** Who may use the management port, besides its probes, which are open. On one event loop. */
final class ManagementGuard {
    private static final String SCHEME = "Bearer ";

    private final ManagementSettings settings;
    private final ManagementToken token; // null without a token file
    private final AuditLog audit;

    ManagementGuard(ManagementSettings settings, ManagementToken token, AuditLog audit) {
        this.settings = settings;
        this.token = token;
        this.audit = audit;
    }

    /** For what only reads. Without a token file the node has started, so it is on loopback or explicitly open. */
    void checkRead(HttpServerRequest request) {
        if (token != null && !settings.open()) {
            requireToken(request);
        }
    }

    /** For administration: needs the token, or without a token file a program on this machine. */
    void checkAdministration(HttpServerRequest request) {
        if (token != null) {
            requireToken(request);
        } else if (!settings.isLoopback()) {
            throw Problem.FORBIDDEN.because("administration beyond loopback needs a token; set management.token-file");
        } else if (isFromPage(request)) {
            throw Problem.FORBIDDEN.because("without management.token-file, only programs can administer, not pages");
        }
    }

    private void requireToken(HttpServerRequest request) {
        List<String> credentials = request.headers().getAll(HttpHeaders.AUTHORIZATION);
        if (credentials.size() > 1) {
            throw Problem.INVALID_REQUEST.because("send one Authorization header");
        }
        String given = credentials.isEmpty() ? "" : credentials.get(0);
        // The name of a scheme is case-insensitive (RFC 9110, 11.1).
        boolean bearer = given.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
        if (!bearer || !token.matches(given.substring(SCHEME.length()).strip())) {
            audit.rejected(
                    "management",
                    given.isEmpty() ? "no token" : "another token",
                    request.remoteAddress().hostAddress());
            throw Problem.UNAUTHENTICATED.because("send Authorization: Bearer with the token of management.token-file");
        }
    }

    /** A page that the administrator visits could otherwise use the port from the browser. */
    private static boolean isFromPage(HttpServerRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        return request.headers().contains(HttpHeaders.ORIGIN) || site != null && !site.equals("none");
    }
}
