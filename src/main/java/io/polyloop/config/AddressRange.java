package io.polyloop.config;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A range of IP addresses in CIDR notation (RFC 4632, RFC 4291), such as {@code 10.0.0.0/8} or {@code fd00::/8}; an
 * address without a prefix is a range of one.
 *
 * @param prefix how many leading bits all addresses of the range share
 */
public record AddressRange(InetAddress address, int prefix) {
    private static final Pattern FORM = Pattern.compile("([^/]+)(?:/(\\d{1,3}))?");

    /** Parses {@code address[/prefix]}; empty if {@code text} has another form. */
    public static Optional<AddressRange> parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            return Optional.empty();
        }
        String prefix = form.group(2);
        return IpLiteral.parse(form.group(1))
                .map(address -> new AddressRange(address, prefix == null ? bits(address) : Integer.parseInt(prefix)))
                .filter(range -> range.prefix <= bits(range.address));
    }

    /** Whether the address is one of the range; an IPv4 address is never one of an IPv6 range. */
    public boolean contains(InetAddress other) {
        int ignored = bits(address) - prefix;
        return bits(other) == bits(address)
                && number(other).shiftRight(ignored).equals(number(address).shiftRight(ignored));
    }

    private static int bits(InetAddress address) {
        return address.getAddress().length * Byte.SIZE;
    }

    private static BigInteger number(InetAddress address) {
        return new BigInteger(1, address.getAddress());
    }
}
