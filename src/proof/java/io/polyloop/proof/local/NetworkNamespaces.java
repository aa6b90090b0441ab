package io.polyloop.proof.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Gives each node a network namespace, as pods have: all on one Linux bridge, with a DNS server that resolves one name
 * to all nodes. Needs root, iproute2 and dnsmasq; see {@link #unavailableReason()}.
 */
public final class NetworkNamespaces implements NodeEnvironment, AutoCloseable {
    /** The address at which the nodes reach this process and its database. */
    public static final String HOST = "10.89.7.1";
    /** The DNS name of all nodes. Each node finds {@code polyloop-nodes}, too, as pods find a Service. */
    public static final String NAME = "polyloop-nodes.test";

    private static final String SEARCHED = "test";

    public static final String NETWORK = "10.89.7.0/24";
    // The kernel refuses names of interfaces with more than 15 characters, so they do not contain the product's name.
    private static final String BRIDGE = "nodes0";
    private static final int FIRST_ADDRESS = 11;

    private final int count;
    private NameServer nameServer;

    private NetworkNamespaces(int count) {
        this.count = count;
    }

    /** Why this machine does not support it, and what to install; empty if it does. */
    public static String unavailableReason() {
        try (NetworkNamespaces trial = create(1)) {
            return "";
        } catch (IllegalStateException | UncheckedIOException refused) {
            return "network namespaces need root, iproute2 and dnsmasq (apt-get install iproute2 dnsmasq-base): "
                    + refused.getMessage();
        }
    }

    /** Creates the namespaces; first removes those that an earlier run left. */
    public static NetworkNamespaces create(int count) {
        NetworkNamespaces namespaces = new NetworkNamespaces(count);
        namespaces.close();
        try {
            namespaces.createAll();
            return namespaces;
        } catch (IllegalStateException | UncheckedIOException refused) {
            namespaces.close();
            throw refused;
        }
    }

    private void createAll() {
        Command.run("ip", "link", "add", BRIDGE, "type", "bridge");
        Command.run("ip", "address", "add", HOST + "/24", "dev", BRIDGE);
        Command.run("ip", "link", "set", BRIDGE, "up");
        for (int index = 0; index < count; index++) {
            add(index);
        }
        nameServer = NameServer.start(
                HOST,
                NAME,
                IntStream.range(0, count).mapToObj(NetworkNamespaces::address).toList());
    }

    @Override
    public URI http(int index) {
        return URI.create("http://" + address(index) + ":8080/");
    }

    @Override
    public URI management(int index) {
        return URI.create("http://" + address(index) + ":8081/");
    }

    @Override
    public Map<String, String> settings(int index, int all) {
        return Map.of(
                "POLYLOOP_HTTP_HOST",
                address(index),
                "POLYLOOP_MANAGEMENT_HOST",
                address(index),
                "POLYLOOP_MANAGEMENT_OPEN",
                "true",
                "POLYLOOP_AUTH_MODE",
                "none",
                "POLYLOOP_CLUSTER_OPEN",
                "true",
                "POLYLOOP_CLUSTER_HOST",
                address(index),
                "POLYLOOP_CLUSTER_DNS",
                NAME);
    }

    private static String address(int index) {
        return "10.89.7." + (FIRST_ADDRESS + index);
    }

    @Override
    public List<String> command(int index, List<String> command) {
        List<String> inside = new ArrayList<>(List.of("ip", "netns", "exec", name(index)));
        inside.addAll(command);
        return inside;
    }

    /** Drops all traffic between this node and its peers; clients and the database are still reachable. */
    public void isolateFromPeers(int index) {
        changeRoutes("add", index);
    }

    /** Undoes {@link #isolateFromPeers}. */
    public void reconnectToPeers(int index) {
        changeRoutes("del", index);
    }

    /** Disconnects a node from the bridge. */
    public void disconnect(int index) {
        Command.run("ip", "link", "set", hostInterface(index), "down");
    }

    /** Undoes {@link #disconnect}. */
    public void reconnect(int index) {
        Command.run("ip", "link", "set", hostInterface(index), "up");
    }

    private void changeRoutes(String change, int index) {
        for (int other = 0; other < count; other++) {
            if (other != index) {
                Command.run("ip", "-n", name(index), "route", change, "blackhole", address(other) + "/32");
            }
        }
    }

    private void add(int index) {
        String inner = "eth0";
        Command.run("ip", "netns", "add", name(index));
        Command.run(
                "ip", "link", "add", hostInterface(index), "type", "veth", "peer", "name", inner, "netns", name(index));
        Command.run("ip", "link", "set", hostInterface(index), "master", BRIDGE, "up");
        Command.run("ip", "-n", name(index), "address", "add", address(index) + "/24", "dev", inner);
        Command.run("ip", "-n", name(index), "link", "set", inner, "up");
        Command.run("ip", "-n", name(index), "link", "set", "lo", "up");
        try {
            // `ip netns exec` mounts this file as /etc/resolv.conf.
            Path folder = Files.createDirectories(Path.of("/etc/netns", name(index)));
            Files.writeString(folder.resolve("resolv.conf"), "search " + SEARCHED + "\nnameserver " + HOST + "\n");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        if (nameServer != null) {
            nameServer.close();
        }
        for (int index = 0; index < count; index++) {
            // The kernel removes the interface some time after its namespace; the next run would fail because it
            // exists.
            attempt("ip", "link", "del", hostInterface(index));
            attempt("ip", "netns", "del", name(index));
            attempt("rm", "-r", "/etc/netns/" + name(index));
        }
        attempt("ip", "link", "del", BRIDGE);
    }

    private static String name(int index) {
        return "polyloop-" + (index + 1);
    }

    private static String hostInterface(int index) {
        return "nodes-v" + (index + 1);
    }

    private static void attempt(String... command) {
        try {
            Command.run(command);
        } catch (IllegalStateException | UncheckedIOException absent) {
            // There was nothing to remove.
        }
    }
}
