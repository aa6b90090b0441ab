package io.polyloop.config;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The host names that a node answers to. They prevent DNS rebinding: a page can point its own name at the address of a
 * node that only its reader can reach, and then has the origin of that node. IP addresses and the names of the local
 * machine are always allowed, because no page can have them as its own name.
 *
 * @param any whether every name is allowed
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
                    key, "expected host names without scheme and port, such as polyloop.example.com, or '*' for any");
        }
        return new AllowedHosts(
                entries.contains(ANY),
                hosts.stream().flatMap(Optional::stream).map(Authority::host).collect(Collectors.toUnmodifiableSet()));
    }

    /** Whether this node answers requests for {@code authority}. */
    public boolean allow(Authority authority) {
        String host = authority.host();
        return any || authority.isIpLiteral() || authority.isLoopback() || names.contains(host);
    }
}
