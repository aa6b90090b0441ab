package io.polyloop.config;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The hosts that a node answers to. A page can have its own name resolved to the address of a node that only its reader
 * reaches (DNS rebinding), and is then of the same origin as the node. An address, or a name that is always this
 * machine, cannot be had that way.
 *
 * @param any whether every name is one
 * @param names in the form of {@link Authority#host()}
 */
public record AllowedHosts(boolean any, Set<String> names) {
    private static final String ANY = "*";

    static AllowedHosts read(SettingsReader reader) {
        String key = "http.allowed-hosts";
        List<String> entries = reader.texts(key);
        List<Optional<Authority>> hosts = entries.stream()
                .filter(entry -> !entry.equals(ANY))
                .map(Authority::parse)
                .toList();
        if (!hosts.stream().allMatch(host -> host.isPresent() && host.get().port() < 0)) {
            reader.rejectValue(
                    key, "write names of hosts without scheme and port, such as polyloop.example.com, or '*' for any");
        }
        return new AllowedHosts(
                entries.contains(ANY),
                hosts.stream().flatMap(Optional::stream).map(Authority::host).collect(Collectors.toUnmodifiableSet()));
    }

    /** Whether a request for this host is meant for this node. */
    public boolean allow(Authority authority) {
        String host = authority.host();
        return any || authority.isIpLiteral() || authority.isLoopback() || names.contains(host);
    }
}
