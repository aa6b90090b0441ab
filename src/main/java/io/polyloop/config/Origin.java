package io.polyloop.config;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The origin of a page (RFC 6454): scheme, host and port. Parsing normalizes it, so {@code HTTPS://Example.com:443}
 * equals {@code https://example.com}.
 *
 * @param host as in {@link Authority}
 * @param port the scheme's default if there is none; -1 for a scheme without a default
 */
public record Origin(String scheme, String host, int port) {
    private static final Pattern FORM = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://(.+)");
    private static final Map<String, Integer> PORTS = Map.of("http", 80, "https", 443);

    /** Parses {@code scheme://host[:port]}; empty for any other form, such as the {@code null} of a sandboxed page. */
    public static Optional<Origin> parse(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches() ? of(form.group(1).toLowerCase(Locale.ROOT), form.group(2)) : Optional.empty();
    }

    private static Optional<Origin> of(String scheme, String authority) {
        return Authority.parse(authority).map(at -> new Origin(scheme, at.host(), port(scheme, at.port())));
    }

    private static int port(String scheme, int given) {
        return given >= 0 ? given : PORTS.getOrDefault(scheme, -1);
    }

    /** Whether a page of this origin was served by {@code authority}. All names of the local machine are equal. */
    public boolean matches(Authority authority) {
        boolean same =
                host.equals(authority.host()) || authority.isLoopback() && new Authority(host, port).isLoopback();
        return same && PORTS.containsKey(scheme) && port == port(scheme, authority.port());
    }
}
