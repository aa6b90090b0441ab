package io.polyloop.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.fixture.Http;
import io.polyloop.fixture.TestNode;
import io.polyloop.fixture.engine.TestCluster;
import io.vertx.core.internal.VertxInternal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cluster ports refuse peers that are not nodes of the cluster. */
class ClusterPortsIT {
    private static final int STAYS_OPEN_MS = 500;
    private static final int MAX_UNIDENTIFIED = 4;

    @TempDir
    static Path folder;

    private static TestCluster cluster;
    private static TestNode node;
    private static int busPort;
    private static int memberPort;

    @BeforeAll
    static void start() {
        cluster = new TestCluster(folder);
        busPort = TestCluster.freePort();
        memberPort = TestCluster.freePort();
        node = cluster.join(
                "cluster.bus-port",
                busPort,
                "cluster.port",
                memberPort,
                "cluster.dead-after",
                "3s",
                "cluster.max-unidentified",
                MAX_UNIDENTIFIED);
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Test
    void a_frame_of_two_gigabytes_closes_a_bus_connection() throws IOException {
        double before = refused("bus-port", "too_large");
        RawPeer.assertClosed(busPort, new byte[] {0x7f, -1, -1, -1, 0, 0});
        assertEquals(before + 1, refused("bus-port", "too_large"));
    }

    @Test
    void another_protocol_closes_a_bus_connection() throws IOException {
        double before = refused("bus-port", "protocol");
        RawPeer.assertClosed(busPort, new byte[] {0, 0, 0, 100, 99, 0});
        assertEquals(before + 1, refused("bus-port", "protocol"));
    }

    @Test
    void a_bus_connection_of_a_node_that_is_not_a_member_is_closed() throws IOException {
        double before = refused("bus-port", "silent");
        RawPeer.assertClosed(busPort, RawPeer.frame("unknown"));
        assertEquals(before + 1, refused("bus-port", "silent"));
    }

    @Test
    void a_bus_connection_of_a_member_stays_open() throws IOException {
        String member = ((VertxInternal) node.vertx()).clusterManager().getNodeId();
        try (Socket socket = RawPeer.connect(busPort)) {
            socket.getOutputStream().write(RawPeer.frame(member));
            socket.setSoTimeout(STAYS_OPEN_MS);
            assertThrows(
                    SocketTimeoutException.class, () -> socket.getInputStream().read());
        }
    }

    @Test
    void a_frame_above_the_maximum_closes_the_connection_of_a_member() throws IOException {
        String member = ((VertxInternal) node.vertx()).clusterManager().getNodeId();
        double before = refused("bus-port", "too_large");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(RawPeer.frame(member));
        bytes.writeBytes(new byte[] {0x7f, 0, 0, 0});
        RawPeer.assertClosed(busPort, bytes.toByteArray());
        assertEquals(before + 1, refused("bus-port", "too_large"));
    }

    @Test
    void a_packet_of_two_gigabytes_closes_a_member_connection() throws IOException {
        double before = refused("port", "too_large");
        RawPeer.assertClosed(memberPort, RawPeer.member(Integer.MAX_VALUE));
        RawPeer.assertClosed(memberPort, RawPeer.member(-1));
        assertEquals(before + 2, refused("port", "too_large"));
    }

    @Test
    void another_protocol_closes_a_member_connection() throws IOException {
        double before = refused("port", "protocol");
        RawPeer.assertClosed(memberPort, "GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        RawPeer.assertClosed(memberPort, "CP2".getBytes(StandardCharsets.US_ASCII));
        assertEquals(before + 2, refused("port", "protocol"));
    }

    @Test
    void unidentified_connections_are_limited_in_number_and_time() throws IOException {
        for (int port : List.of(busPort, memberPort)) {
            List<Socket> silent = new ArrayList<>();
            for (int i = 0; i <= MAX_UNIDENTIFIED; i++) {
                silent.add(RawPeer.connect(port));
            }
            for (Socket socket : silent) {
                RawPeer.assertEnds(socket);
            }
            String name = port == busPort ? "bus-port" : "port";
            assertTrue(refused(name, "crowded") >= 1, name);
            assertTrue(refused(name, "silent") >= MAX_UNIDENTIFIED, name);
        }
    }

    private static double refused(String port, String reason) {
        String name = "polyloop_cluster_refused_total{port=\"cluster." + port + "\",reason=\"" + reason + "\"}";
        return Http.get(node.management("/metrics"))
                .body()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
                .sum();
    }
}
