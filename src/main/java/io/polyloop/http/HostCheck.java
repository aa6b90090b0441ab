package io.polyloop.http;

import io.polyloop.config.AllowedHosts;
import io.polyloop.config.Authority;
import io.polyloop.topic.Problem;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Refuses requests that are meant for another host (RFC 9110, 7.4). On one event loop. */
public final class HostCheck {
    private static final Pattern ABSOLUTE = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://([^/?#]*).*");

    private final AllowedHosts allowed;
    // Nearly every request names the same host, and parsing it costs more than the rest of the check.
    private String last;

    public HostCheck(AllowedHosts allowed) {
        this.allowed = allowed;
    }

    /** Throws {@code invalid_request} unless the request has one host, {@code unknown_host} if it is another one. */
    public void check(HttpServerRequest request) {
        String host = host(request);
        if (host != null && !host.equals(last)) {
            if (!allowed.allow(parsed(host))) {
                throw Problem.UNKNOWN_HOST.because(
                        "unknown host; if it is a name of this service, add it to http.allowed-hosts");
            }
            last = host;
        }
    }

    /** The host that a checked request is meant for; none for HTTP/1.0 without Host. */
    public static Optional<Authority> authority(HttpServerRequest request) {
        return Optional.ofNullable(host(request)).map(HostCheck::parsed);
    }

    // A target in absolute form goes before Host (RFC 9112, 3.2.2); HTTP/1.0 has no Host of necessity, and the health
    // checks of balancers leave it out.
    private static String host(HttpServerRequest request) {
        List<String> hosts = request.headers().getAll(HttpHeaders.HOST);
        if (hosts.size() > 1 || hosts.isEmpty() && request.version() != HttpVersion.HTTP_1_0) {
            throw Problem.INVALID_REQUEST.because("send exactly one Host header");
        }
        String target = request.uri();
        if (!target.startsWith("/")) {
            Matcher absolute = ABSOLUTE.matcher(target);
            if (absolute.matches()) {
                hosts.forEach(HostCheck::parsed);
                return absolute.group(1);
            }
        }
        return hosts.isEmpty() ? null : hosts.get(0);
    }

    private static Authority parsed(String host) {
        return Authority.parse(host)
                .orElseThrow(() ->
                        Problem.INVALID_REQUEST.because("Host must be a name or an address, with an optional port"));
    }
}
