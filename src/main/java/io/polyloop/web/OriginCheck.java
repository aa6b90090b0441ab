package io.polyloop.web;

import io.polyloop.config.Authority;
import io.polyloop.config.HttpSettings;
import io.polyloop.config.Origin;
import io.polyloop.http.HostCheck;
import io.polyloop.topic.Problem;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/**
 * Whose pages may use the service from a browser. Browsers let any page open a WebSocket to any host, and send it
 * simple requests; without this check a foreign page would read and publish with the rights of its reader.
 */
final class OriginCheck {
    private final HttpSettings http;

    OriginCheck(HttpSettings http) {
        this.http = http;
    }

    /** Programs send no origin; a page may come from the service's own hosts, or if its origin is listed. */
    void check(HttpServerRequest request) {
        String header = request.getHeader(HttpHeaders.ORIGIN);
        if (header != null && !isAllowed(Origin.parse(header), request)) {
            throw Problem.FORBIDDEN.because("this origin is not one of http.allowed-origins");
        }
    }

    /**
     * For a request with a cookie, which a browser adds for the page of any site: refuses it unless the browser says that
     * it comes from a page of this service.
     */
    void requireOwn(RoutingContext context) {
        HttpServerRequest request = context.request();
        String header = request.getHeader(HttpHeaders.ORIGIN);
        boolean own = header == null
                ? "same-origin".equals(request.getHeader("Sec-Fetch-Site"))
                : Origin.parse(header).filter(page -> isSame(page, context)).isPresent();
        if (!own) {
            throw Problem.FORBIDDEN.because("with a session, this needs the Origin of this service's own pages");
        }
    }

    /** Whether this is one of {@code http.allowed-origins}. */
    boolean isListed(String origin) {
        return Origin.parse(origin).filter(http.allowedOrigins()::contains).isPresent();
    }

    private boolean isAllowed(Optional<Origin> origin, HttpServerRequest request) {
        return origin.filter(page -> http.allowedOrigins().contains(page) || isOwn(page, request))
                .isPresent();
    }

    // The whole origin counts (RFC 6454, 5): over http an attacker on the way can add a page, and other programs serve
    // other names of this machine. Behind a proxy that is not listed, the node does not know of its TLS.
    private boolean isSame(Origin page, RoutingContext context) {
        boolean secure = page.scheme().equals("https") || !RequestSource.isHttps(context);
        return secure
                && (HostCheck.authority(context.request())
                                .filter(host -> isSame(page, host))
                                .isPresent()
                        || http.allowedHosts().names().stream()
                                .anyMatch(name -> isSame(page, new Authority(name, -1))));
    }

    private static boolean isSame(Origin page, Authority host) {
        return page.host().equals(host.host()) && page.matches(host);
    }

    // Host is one of ours by now, or the request would have been refused. Behind a proxy that sends its own, the page's
    // name is another one of ours. With '*' there is no list to hold the page's name to.
    private boolean isOwn(Origin page, HttpServerRequest request) {
        return HostCheck.authority(request).filter(page::matches).isPresent()
                || http.allowedHosts().names().stream().anyMatch(name -> page.matches(new Authority(name, -1)));
    }
}
