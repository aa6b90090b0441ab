package io.polyloop.config;

import java.net.URI;
import java.util.Optional;

/** An address whose answers cannot be changed on the way: {@code https}, or {@code http} on this machine. */
public final class TrustedAddress {
    private TrustedAddress() {}

    /** Empty unless {@code text} is such an address, without user and fragment. */
    public static Optional<URI> parse(String text) {
        try {
            return Optional.of(URI.create(text)).filter(TrustedAddress::isTrusted);
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static boolean isTrusted(URI address) {
        if (address.getHost() == null || address.getRawUserInfo() != null || address.getRawFragment() != null) {
            return false;
        }
        return "https".equals(address.getScheme()) || "http".equals(address.getScheme()) && isLoopback(address);
    }

    private static boolean isLoopback(URI address) {
        return Authority.parse(address.getRawAuthority())
                .filter(Authority::isLoopback)
                .isPresent();
    }
}
