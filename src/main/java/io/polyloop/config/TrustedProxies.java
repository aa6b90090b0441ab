package io.polyloop.config;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * {@code http.trusted-proxies}: the proxies whose headers about the client are believed. Anyone can send such a header,
 * so that from any other peer it would let a client choose its own address.
 */
public record TrustedProxies(List<AddressRange> ranges) {
    static TrustedProxies read(SettingsReader reader) {
        String key = "http.trusted-proxies";
        List<Optional<AddressRange>> ranges =
                reader.texts(key).stream().map(AddressRange::parse).toList();
        if (!ranges.stream().allMatch(Optional::isPresent)) {
            reader.rejectValue(key, "expected addresses or ranges, such as 192.0.2.7, 10.0.0.0/8 or fd00::/8");
        }
        return new TrustedProxies(ranges.stream().flatMap(Optional::stream).toList());
    }

    /** Whether there are any. */
    public boolean isEmpty() {
        return ranges.isEmpty();
    }

    /** Whether the address is that of a trusted proxy. */
    public boolean contains(InetAddress address) {
        return ranges.stream().anyMatch(range -> range.contains(address));
    }
}
