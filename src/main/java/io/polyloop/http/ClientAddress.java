package io.polyloop.http;

import io.polyloop.config.IpLiteral;
import io.polyloop.config.TrustedProxies;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a request comes from: its peer, or, if that is one of {@code http.trusted-proxies}, the client that this proxy
 * names in {@code Forwarded} (RFC 7239) or {@code X-Forwarded-For}. Looks nothing up. Immutable; any thread.
 *
 * <p>Each proxy appends the peer that it saw, so that only the rightmost address which is not a proxy's is certain: what
 * stands left of it was sent by the client. If that address is not known (malformed, {@code unknown}, an obfuscated
 * identifier), or if the two headers name different clients, it is that of the peer: one of the headers then is the
 * client's own, which the proxy has passed on.
 */
public final class ClientAddress {
    private static final String FORWARDED = "forwarded";
    private static final String FORWARDED_FOR = "x-forwarded-for";
    private static final String FORWARDED_PROTO = "x-forwarded-proto";
    private static final String UNKNOWN = "unknown";
    private static final Pattern NODE =
            Pattern.compile("(?:\\[([0-9A-Fa-f:.]+)]|([0-9.]+))(?::(?:\\d{1,5}|_[\\w.-]+))?");

    private final TrustedProxies proxies;

    public ClientAddress(TrustedProxies proxies) {
        this.proxies = proxies;
    }

    /** The client's IP address without a port, such as {@code 192.0.2.7} or {@code 2001:db8:0:0:0:0:0:1}. */
    public String of(HttpServerRequest request) {
        return of(peer(request), request.headers());
    }

    /** Whether the client uses TLS: with this node, or with a trusted proxy that says so. */
    public boolean isHttps(HttpServerRequest request) {
        return request.isSSL() || isHttps(peer(request), request.headers());
    }

    String of(String peer, MultiMap headers) {
        if (!isProxy(peer)) {
            return peer;
        }
        List<Optional<String>> named = new ArrayList<>(2);
        nodes(headers).stream().map(this::client).forEach(named::add);
        return named.stream().distinct().count() == 1 ? named.get(0).orElse(peer) : peer;
    }

    boolean isHttps(String peer, MultiMap headers) {
        if (!isProxy(peer)) {
            return false;
        }
        List<Map<String, String>> elements = Forwarded.elements(headers.getAll(FORWARDED));
        int client = indexOfClient(nodes(elements));
        int source = client < 0 ? elements.size() - 1 : client;
        String proto = elements.isEmpty() ? null : elements.get(source).get("proto");
        return "https".equalsIgnoreCase(proto == null ? last(headers.getAll(FORWARDED_PROTO)) : proto);
    }

    private boolean isProxy(String peer) {
        return !proxies.isEmpty()
                && IpLiteral.parse(peer).filter(proxies::contains).isPresent();
    }

    private static String peer(HttpServerRequest request) {
        String address = request.remoteAddress().hostAddress();
        int zone = address == null ? -1 : address.indexOf('%');
        return address == null ? UNKNOWN : zone < 0 ? address : address.substring(0, zone);
    }

    /** What each header that is present says about the way of the request, the nearest node last. */
    private static List<List<String>> nodes(MultiMap headers) {
        List<List<String>> all = new ArrayList<>(2);
        if (headers.contains(FORWARDED)) {
            List<Map<String, String>> elements = Forwarded.elements(headers.getAll(FORWARDED));
            // Some proxies only add proto or host here, and the address to the other header.
            if (elements.isEmpty() || elements.stream().anyMatch(element -> element.containsKey("for"))) {
                all.add(nodes(elements));
            }
        }
        if (headers.contains(FORWARDED_FOR)) {
            all.add(List.of(String.join(",", headers.getAll(FORWARDED_FOR)).split(",")));
        }
        return all;
    }

    private static List<String> nodes(List<Map<String, String>> elements) {
        return elements.stream()
                .map(element -> element.getOrDefault("for", UNKNOWN))
                .toList();
    }

    private Optional<String> client(List<String> nodes) {
        int index = indexOfClient(nodes);
        return index < 0 ? Optional.empty() : address(nodes.get(index)).map(InetAddress::getHostAddress);
    }

    /** The rightmost that is no proxy, or the first if all are; -1 if that is not known. */
    private int indexOfClient(List<String> nodes) {
        for (int i = nodes.size() - 1; i >= 0; i--) {
            Optional<InetAddress> address = address(nodes.get(i));
            if (address.isEmpty()) {
                return -1;
            }
            if (i == 0 || !proxies.contains(address.get())) {
                return i;
            }
        }
        return -1;
    }

    private static Optional<InetAddress> address(String node) {
        Matcher form = NODE.matcher(node.strip());
        if (!form.matches()) {
            // X-Forwarded-For has IPv6 addresses without brackets.
            return IpLiteral.parse(node.strip());
        }
        return IpLiteral.parse(form.group(1) == null ? form.group(2) : form.group(1));
    }

    private static String last(List<String> lines) {
        String all = String.join(",", lines);
        return all.substring(all.lastIndexOf(',') + 1).strip();
    }
}
