package io.polyloop.config;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a page comes from (RFC 6454). Two origins are the same if scheme, host and port are, whichever way they are
 * written: {@code HTTPS://Example.com:443} is {@code https://example.com}.
 *
 * @param host as in {@link Authority}
 * @param port that of the scheme if none is given; -1 for a scheme without one
 */
public record Origin(String scheme, String host, int port) {
    private static final Pattern FORM = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://(.+)");
    private static final Map<String, Integer> PORTS = Map.of("http", 80, "https", 443);

    /** Reads {@code scheme://host[:port]}; nothing for all else, {@code null} of a sandboxed page among it. */
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

    /** Whether a page of this origin was served at {@code authority}; the names of this machine are one. */
    public boolean matches(Authority authority) {
        boolean same =
                host.equals(authority.host()) || authority.isLoopback() && new Authority(host, port).isLoopback();
        return same && PORTS.containsKey(scheme) && port == port(scheme, authority.port());
    }
}
