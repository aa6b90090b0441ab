package io.polyloop.proof.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A network for each node, as pods have it: Linux network namespaces on one bridge, with a name server that knows all
 * of them by one name. Needs root, iproute2 and dnsmasq; see {@link #unavailableReason()}.
 */
public final class NetworkNamespaces implements NodeEnvironment, AutoCloseable {
    /** Where this process, and with it the database and the clients, is found from within. */
    public static final String HOST = "10.89.7.1";
    /** What all nodes are found by. */
    public static final String NAME = "polyloop-nodes.test";

    public static final String NETWORK = "10.89.7.0/24";
    private static final String BRIDGE = "polyloop0";
    private static final int FIRST_ADDRESS = 11;

    private final int count;
    private Process nameServer;

    private NetworkNamespaces(int count) {
        this.count = count;
    }

    /** What keeps this machine from having them, and what to do; empty if nothing does. */
    public static String unavailableReason() {
        try (NetworkNamespaces trial = create(1)) {
            return "";
        } catch (IllegalStateException | UncheckedIOException refused) {
            return "it needs root, iproute2 and dnsmasq (apt-get install iproute2 dnsmasq-base): "
                    + refused.getMessage();
        }
    }

    /** Makes them; what an earlier run left is taken away first. */
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
        run("ip", "link", "add", BRIDGE, "type", "bridge");
        run("ip", "address", "add", HOST + "/24", "dev", BRIDGE);
        run("ip", "link", "set", BRIDGE, "up");
        for (int index = 0; index < count; index++) {
            add(index);
        }
        startNameServer();
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
                "POLYLOOP_HTTP_HOST", address(index),
                "POLYLOOP_MANAGEMENT_HOST", address(index),
                "POLYLOOP_AUTH_MODE", "none",
                "POLYLOOP_CLUSTER_HOST", address(index),
                "POLYLOOP_CLUSTER_DNS", NAME);
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

    /** Nothing goes between this node and the other nodes any more; database and clients still reach it. */
    public void isolateFromPeers(int index) {
        changeRoutes("add", index);
    }

    /** Undoes it. */
    public void reconnectToPeers(int index) {
        changeRoutes("del", index);
    }

    /** Pulls the cable of a node. */
    public void disconnect(int index) {
        run("ip", "link", "set", hostInterface(index), "down");
    }

    /** Plugs it in again. */
    public void reconnect(int index) {
        run("ip", "link", "set", hostInterface(index), "up");
    }

    private void changeRoutes(String change, int index) {
        for (int other = 0; other < count; other++) {
            if (other != index) {
                run("ip", "-n", name(index), "route", change, "blackhole", address(other) + "/32");
            }
        }
    }

    private void add(int index) {
        String inner = "eth0";
        run("ip", "netns", "add", name(index));
        run("ip", "link", "add", hostInterface(index), "type", "veth", "peer", "name", inner, "netns", name(index));
        run("ip", "link", "set", hostInterface(index), "master", BRIDGE, "up");
        run("ip", "-n", name(index), "address", "add", address(index) + "/24", "dev", inner);
        run("ip", "-n", name(index), "link", "set", inner, "up");
        run("ip", "-n", name(index), "link", "set", "lo", "up");
        try {
            // What `ip netns exec` shows as /etc/resolv.conf.
            Path folder = Files.createDirectories(Path.of("/etc/netns", name(index)));
            Files.writeString(folder.resolve("resolv.conf"), "nameserver " + HOST + "\n");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void startNameServer() {
        List<String> command = new ArrayList<>(List.of(
                "dnsmasq",
                "--keep-in-foreground",
                "--conf-file=/dev/null",
                "--no-hosts",
                "--no-resolv",
                "--bind-interfaces",
                "--listen-address=" + HOST,
                "--local-ttl=1"));
        for (int index = 0; index < count; index++) {
            command.add("--host-record=" + NAME + "," + address(index));
        }
        try {
            nameServer = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        if (nameServer != null) {
            nameServer.destroy();
        }
        for (int index = 0; index < count; index++) {
            // By itself it goes some time after its network, and the next run would find it there.
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
        return "polyloop-v" + (index + 1);
    }

    private static void attempt(String... command) {
        try {
            run(command);
        } catch (IllegalStateException | UncheckedIOException absent) {
            // It is only taken away if it is there.
        }
    }

    private static void run(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes()).strip();
            if (!process.waitFor(10, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException(String.join(" ", command) + ": " + output);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
