package io.polyloop.proof.scale;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the kernel counted on all open TCP connections of some ports: {@code bytes_sent} of {@code ss}, from iproute2.
 * On loopback both ends are seen, so that both directions count, each once.
 *
 * @param sockets two for each connection
 * @param bytes since the connections were opened, headers of TCP not among them
 */
record TcpTraffic(long sockets, long bytes) {
    private static final Pattern SOCKET = Pattern.compile("\\S+:(\\d+)\\s+\\S+:(\\d+)\\s.*?\\bbytes_sent:(\\d+)");

    static TcpTraffic of(Set<Integer> ports) {
        List<Matcher> sockets = open().stream()
                .map(SOCKET::matcher)
                .filter(Matcher::find)
                .filter(socket -> ports.contains(Integer.valueOf(socket.group(1)))
                        || ports.contains(Integer.valueOf(socket.group(2))))
                .toList();
        return new TcpTraffic(
                sockets.size(),
                sockets.stream().mapToLong(one -> Long.parseLong(one.group(3))).sum());
    }

    private static List<String> open() {
        return Tool.lines("ss", "-tinHO", "state", "established");
    }
}
