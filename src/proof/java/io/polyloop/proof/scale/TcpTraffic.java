package io.polyloop.proof.scale;

import io.polyloop.proof.local.Command;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The kernel's counters of all established TCP connections of some ports: {@code bytes_sent} of {@code ss}, from
 * iproute2. On loopback both ends are visible, so each direction is counted once.
 *
 * @param sockets two for each connection
 * @param bytes since the connections were opened, without TCP headers
 */
record TcpTraffic(long sockets, long bytes) {
    private static final Pattern SOCKET = Pattern.compile("\\S+:(\\d+)\\s+\\S+:(\\d+)\\s.*?\\bbytes_sent:(\\d+)");

    static TcpTraffic of(Set<Integer> ports) {
        List<Matcher> sockets = Command.run("ss", "-tinHO", "state", "established").stream()
                .map(SOCKET::matcher)
                .filter(Matcher::find)
                .filter(socket -> ports.contains(Integer.valueOf(socket.group(1)))
                        || ports.contains(Integer.valueOf(socket.group(2))))
                .toList();
        return new TcpTraffic(
                sockets.size(),
                sockets.stream()
                        .mapToLong(socket -> Long.parseLong(socket.group(3)))
                        .sum());
    }
}
