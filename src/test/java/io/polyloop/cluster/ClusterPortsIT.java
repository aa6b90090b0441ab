package io.polyloop.cluster;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.fixture.Http;
import io.polyloop.fixture.TestCluster;
import io.polyloop.fixture.TestNode;
import io.vertx.core.internal.VertxInternal;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the ports of the cluster do with peers that are no nodes of it. */
class ClusterPortsIT {
    private static final int PATIENCE_MS = 20_000;
    private static final int STAYS_MS = 500;
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
    void a_frame_of_two_gigabytes_closes_the_connection_of_the_bus() throws IOException {
        double before = refused("bus-port", "too_large");
        assertClosed(busPort, new byte[] {0x7f, -1, -1, -1, 0, 0});
        assertEquals(before + 1, refused("bus-port", "too_large"));
    }

    @Test
    void another_protocol_closes_the_connection_of_the_bus() throws IOException {
        double before = refused("bus-port", "protocol");
        assertClosed(busPort, new byte[] {0, 0, 0, 100, 99, 0});
        assertEquals(before + 1, refused("bus-port", "protocol"));
    }

    @Test
    void a_sender_that_is_no_member_is_not_heard() throws IOException {
        double before = refused("bus-port", "silent");
        assertClosed(busPort, frame("stranger"));
        assertEquals(before + 1, refused("bus-port", "silent"));
    }

    @Test
    void a_member_may_stay() throws IOException {
        String member = ((VertxInternal) node.vertx()).clusterManager().getNodeId();
        try (Socket socket = connect(busPort)) {
            socket.getOutputStream().write(frame(member));
            socket.setSoTimeout(STAYS_MS);
            assertThrows(
                    SocketTimeoutException.class, () -> socket.getInputStream().read());
        }
    }

    @Test
    void a_member_must_not_send_more_than_the_bound_either() throws IOException {
        String member = ((VertxInternal) node.vertx()).clusterManager().getNodeId();
        double before = refused("bus-port", "too_large");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(frame(member));
        bytes.writeBytes(new byte[] {0x7f, 0, 0, 0});
        assertClosed(busPort, bytes.toByteArray());
        assertEquals(before + 1, refused("bus-port", "too_large"));
    }

    @Test
    void a_packet_of_two_gigabytes_closes_the_connection_of_a_member() throws IOException {
        double before = refused("port", "too_large");
        assertClosed(memberPort, member(Integer.MAX_VALUE));
        assertClosed(memberPort, member(-1));
        assertEquals(before + 2, refused("port", "too_large"));
    }

    @Test
    void only_members_may_speak_on_the_member_port() throws IOException {
        double before = refused("port", "protocol");
        assertClosed(memberPort, "GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        assertClosed(memberPort, "CP2".getBytes(StandardCharsets.US_ASCII));
        assertEquals(before + 2, refused("port", "protocol"));
    }

    @Test
    void connections_whose_peer_is_not_known_are_few_and_do_not_last() throws IOException {
        for (int port : List.of(busPort, memberPort)) {
            List<Socket> silent = new ArrayList<>();
            for (int i = 0; i <= MAX_UNIDENTIFIED; i++) {
                silent.add(connect(port));
            }
            for (Socket socket : silent) {
                assertEnds(socket);
            }
            String name = port == busPort ? "bus-port" : "port";
            assertTrue(refused(name, "crowded") >= 1, name);
            assertTrue(refused(name, "silent") >= MAX_UNIDENTIFIED, name);
        }
    }

    private static void assertClosed(int port, byte[] said) throws IOException {
        // The places of those before are free once their close has been seen.
        await().until(() -> tryOnce(port, said));
    }

    private static boolean tryOnce(int port, byte[] said) throws IOException {
        try (Socket socket = connect(port)) {
            socket.getOutputStream().write(said);
            assertEnds(socket);
            return true;
        }
    }

    private static void assertEnds(Socket socket) throws IOException {
        try (socket) {
            socket.setSoTimeout(PATIENCE_MS);
            socket.getInputStream().readAllBytes();
        } catch (SocketException reset) {
            assertTrue(reset.getMessage().contains("reset"), reset::getMessage);
        }
    }

    private static Socket connect(int port) throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), port);
    }

    /** A message of the bus without a body, from a node. */
    private static byte[] frame(String sender) throws IOException {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(frame);
        out.write(new byte[] {2, 0, 1});
        text(out, "nobody.listens");
        out.writeInt(0);
        text(out, sender);
        out.writeInt(Integer.BYTES);
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        new DataOutputStream(wire).writeInt(frame.size());
        frame.writeTo(wire);
        return wire.toByteArray();
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        out.writeInt(text.length());
        out.writeBytes(text);
    }

    /** The begin of a connection between members, with a packet that announces a length. */
    private static byte[] member(int length) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeBytes("HZC");
        out.writeByte(4);
        out.writeChar(0);
        out.writeInt(-1);
        out.writeInt(length);
        return bytes.toByteArray();
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
