package io.polyloop.config;

import java.util.Set;

/** The hosts that only this machine can reach. */
final class Loopback {
    private static final Set<String> HOSTS = Set.of("localhost", "::1", "[::1]", "[0:0:0:0:0:0:0:1]");

    private Loopback() {}

    static boolean contains(String host) {
        return HOSTS.contains(host) || host.startsWith("127.") && IpLiteral.isIpv4(host);
    }
}
