package io.polyloop.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** IP addresses as text, without a look-up: {@code InetAddress.getByName} would ask DNS for everything else. */
public final class IpLiteral {
    private static final Pattern IPV4 = Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?!$)|$)){4}");
    private static final Pattern IPV6 = Pattern.compile("(?=[^:]*:)[0-9A-Fa-f:.]{2,45}");

    private IpLiteral() {}

    /** The address, without brackets, port and zone; empty if {@code text} is anything else. */
    public static Optional<InetAddress> parse(String text) {
        try {
            if (IPV6.matcher(text).matches()) {
                return Optional.of(InetAddress.getByName("[" + text + "]"));
            }
            return isIpv4(text) ? Optional.of(InetAddress.getByName(text)) : Optional.empty();
        } catch (UnknownHostException malformed) {
            return Optional.empty();
        }
    }

    static boolean isIpv4(String text) {
        return IPV4.matcher(text).matches();
    }
}
