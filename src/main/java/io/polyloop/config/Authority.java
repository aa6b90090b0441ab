package io.polyloop.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A host with an optional port, as in the {@code Host} header (RFC 9110, section 7.2): {@code example.com:8080},
 * {@code [::1]}.
 *
 * @param host normalized for comparison: lower case, without a trailing dot
 * @param port -1 if there is none
 */
public record Authority(String host, int port) {
    private static final Pattern FORM =
            Pattern.compile("(\\[[0-9A-Fa-f:.]{2,45}]|[A-Za-z0-9._~-]{1,255})(?::(\\d{0,5}))?");
    private static final int LAST_PORT = 65_535;

    /** Parses {@code host[:port]}; empty if {@code text} has another form. */
    public static Optional<Authority> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        String port = form.group(2);
        int number = port == null || port.isEmpty() ? -1 : Integer.parseInt(port);
        String host = canonical(form.group(1));
        return host == null || number > LAST_PORT ? Optional.empty() : Optional.of(new Authority(host, number));
    }

    /** Whether the host is an IP address, which needs no name resolution. */
    public boolean isIpLiteral() {
        return host.startsWith("[") || IpLiteral.isIpv4(host);
    }

    /** Whether it is this machine, or a name below {@code localhost}, which clients take for it (RFC 6761, 6.3). */
    public boolean isLoopback() {
        return Loopback.contains(host) || host.endsWith(".localhost");
    }

    private static String canonical(String host) {
        if (host.startsWith("[")) {
            return ipv6(host);
        }
        String lower = host.toLowerCase(Locale.ROOT);
        return lower.length() > 1 && lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    private static String ipv6(String host) {
        try {
            // An address in brackets is parsed without a DNS lookup.
            return "[" + InetAddress.getByName(host).getHostAddress() + "]";
        } catch (UnknownHostException malformed) {
            return null;
        }
    }
}
