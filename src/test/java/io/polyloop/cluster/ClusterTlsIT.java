package io.polyloop.cluster;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.polyloop.fixture.TestNode;
import io.polyloop.fixture.engine.TestCluster;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes with mutual TLS on the event bus. */
class ClusterTlsIT {
    private static final int TIMEOUT_MS = 3_000;

    @TempDir
    Path folder;

    private TestCluster cluster;
    private X509Bundle authority;

    @BeforeEach
    void start() throws Exception {
        cluster = new TestCluster(folder);
        authority = certificate("CN=authority").setIsCertificateAuthority(true).buildSelfSigned();
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void nodes_of_one_authority_connect_and_other_peers_are_refused() throws Exception {
        X509Bundle node = certificate("CN=node").buildIssuedBy(authority);
        int port = TestCluster.freePort();
        TestNode one = join(node, port);
        TestNode two = join(node, TestCluster.freePort());
        await().until(() -> ClusterIT.ready(one) && ClusterIT.ready(two));
        assertEquals(2, ClusterIT.check(one).getJsonObject("data").getInteger("heard"));

        assertFalse(isAccepted(new Socket(InetAddress.getLoopbackAddress(), port)), "in plain text");
        assertFalse(isAccepted(secure(null, port)), "without a certificate");
        X509Bundle foreign = certificate("CN=node")
                .buildIssuedBy(certificate("CN=authority")
                        .setIsCertificateAuthority(true)
                        .buildSelfSigned());
        assertFalse(isAccepted(secure(foreign, port)), "with a certificate of another authority");
        assertTrue(isAccepted(secure(node, port)), "with the certificate of a node");
    }

    @Test
    void a_frame_of_two_gigabytes_is_refused_from_a_node_with_a_certificate_too() throws Exception {
        X509Bundle node = certificate("CN=node").buildIssuedBy(authority);
        int port = TestCluster.freePort();
        cluster.join(
                "cluster.bus-port", port,
                "cluster.tls.cert", node.toTempCertChainPem().toString(),
                "cluster.tls.key", node.toTempPrivateKeyPem().toString(),
                "cluster.tls.ca", authority.toTempRootCertPem().toString());
        assertFalse(isAccepted(secure(node, port), new byte[] {0x7f, -1, -1, -1, 2, 0}));
    }

    private TestNode join(X509Bundle node, int busPort) throws Exception {
        return cluster.join(
                "cluster.bus-port", busPort,
                "cluster.minimum", 2,
                "cluster.tls.cert", node.toTempCertChainPem().toString(),
                "cluster.tls.key", node.toTempPrivateKeyPem().toString(),
                "cluster.tls.ca", authority.toTempRootCertPem().toString());
    }

    /** An accepted connection stays open; a refused one is closed. */
    private static boolean isAccepted(Socket client) throws IOException {
        // The start of a message of 100 bytes, which is not a TLS handshake.
        return isAccepted(client, new byte[] {0, 0, 0, 100, 2, 0, 0, 0});
    }

    private static boolean isAccepted(Socket client, byte[] sent) throws IOException {
        try (Socket socket = client) {
            socket.setSoTimeout(TIMEOUT_MS);
            socket.getOutputStream().write(sent);
            socket.getInputStream().readAllBytes();
            return false;
        } catch (SocketTimeoutException open) {
            return true;
        } catch (SSLException | SocketException refused) {
            // With TLS 1.3 a client learns only after the handshake that the server rejected its certificate.
            return false;
        }
    }

    private static Socket secure(X509Bundle certificate, int port) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        KeyManager[] keys =
                certificate == null ? null : certificate.toKeyManagerFactory().getKeyManagers();
        context.init(keys, new TrustManager[] {new Trusting()}, null);
        return context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port);
    }

    private static CertificateBuilder certificate(String name) {
        return new CertificateBuilder().subject(name).addSanIpAddress("127.0.0.1");
    }

    private static final class Trusting implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
