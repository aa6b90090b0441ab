package io.polyloop.cluster;

import static io.polyloop.fixture.engine.ClusterProcesses.ready;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.polyloop.fixture.engine.ChildNode;
import io.polyloop.fixture.engine.ClusterProcesses;
import io.polyloop.fixture.engine.TestCluster;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes that find each other by a name with two addresses, as with a headless Kubernetes service. */
class DiscoveryIT {
    @TempDir
    Path folder;

    @Test
    void nodes_behind_one_name_connect_and_each_listens_only_on_its_own_address() throws IOException {
        String other = otherAddress();
        assumeTrue(other != null, "this machine has only loopback addresses");
        Path hosts = Files.writeString(
                folder.resolve("hosts"), "127.0.0.1 localhost\n127.0.0.1 nodes.svc\n" + other + " nodes.svc\n");
        String port = Integer.toString(TestCluster.freePort());
        try (ClusterProcesses cluster = new ClusterProcesses(
                        folder,
                        "JAVA_TOOL_OPTIONS",
                        "-Djdk.net.hosts.file=" + hosts,
                        "POLYLOOP_CLUSTER_SEEDS",
                        "",
                        "POLYLOOP_CLUSTER_DNS",
                        "nodes.svc",
                        "POLYLOOP_CLUSTER_MINIMUM",
                        "2");
                ChildNode one = cluster.start(0, "POLYLOOP_CLUSTER_PORT", port);
                ChildNode two = cluster.start(1, "POLYLOOP_CLUSTER_PORT", port, "POLYLOOP_CLUSTER_HOST", other)) {
            await().atMost(Duration.ofMinutes(1)).until(() -> ready(one) && ready(two));
            assertTrue(two.output().contains("this node at " + other + ":" + port), two.output());
        }
    }

    private static String otherAddress() throws SocketException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                .map(InetAddress::getHostAddress)
                .findFirst()
                .orElse(null);
    }
}
