package io.polyloop.cluster;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.polyloop.fixture.TestCluster;
import io.polyloop.fixture.TestNode;
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

/** Nodes whose event bus is encrypted, each side showing its certificate. */
class ClusterTlsIT {
    private static final int PATIENCE_MS = 3_000;

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
    void nodes_of_one_authority_hear_each_other_and_strangers_are_not_let_in() throws Exception {
        X509Bundle node = certificate("CN=node").buildIssuedBy(authority);
        int port = TestCluster.freePort();
        TestNode one = join(node, port);
        TestNode two = join(node, TestCluster.freePort());
        await().until(() -> ClusterIT.ready(one) && ClusterIT.ready(two));
        assertEquals(2, ClusterIT.check(one).getJsonObject("data").getInteger("heard"));

        assertFalse(isLetIn(new Socket(InetAddress.getLoopbackAddress(), port)), "in plain text");
        assertFalse(isLetIn(secure(null, port)), "without a certificate");
        X509Bundle foreign = certificate("CN=node")
                .buildIssuedBy(certificate("CN=authority")
                        .setIsCertificateAuthority(true)
                        .buildSelfSigned());
        assertFalse(isLetIn(secure(foreign, port)), "with a certificate of another authority");
        assertTrue(isLetIn(secure(node, port)), "with the certificate of a node");
    }

    @Test
    void a_node_with_a_certificate_may_not_announce_two_gigabytes_either() throws Exception {
        X509Bundle node = certificate("CN=node").buildIssuedBy(authority);
        int port = TestCluster.freePort();
        cluster.join(
                "cluster.bus-port", port,
                "cluster.tls.cert", node.toTempCertChainPem().toString(),
                "cluster.tls.key", node.toTempPrivateKeyPem().toString(),
                "cluster.tls.ca", authority.toTempRootCertPem().toString());
        assertFalse(isLetIn(secure(node, port), new byte[] {0x7f, -1, -1, -1, 2, 0}));
    }

    private TestNode join(X509Bundle node, int busPort) throws Exception {
        return cluster.join(
                "cluster.bus-port", busPort,
                "cluster.minimum", 2,
                "cluster.tls.cert", node.toTempCertChainPem().toString(),
                "cluster.tls.key", node.toTempPrivateKeyPem().toString(),
                "cluster.tls.ca", authority.toTempRootCertPem().toString());
    }

    /** Whoever is let in may stay and say nothing; a stranger's connection is closed. */
    private static boolean isLetIn(Socket client) throws IOException {
        // The beginning of a message of 100 bytes, but not of a TLS handshake.
        return isLetIn(client, new byte[] {0, 0, 0, 100, 2, 0, 0, 0});
    }

    private static boolean isLetIn(Socket client, byte[] said) throws IOException {
        try (Socket socket = client) {
            socket.setSoTimeout(PATIENCE_MS);
            socket.getOutputStream().write(said);
            socket.getInputStream().readAllBytes();
            return false;
        } catch (SocketTimeoutException letIn) {
            return true;
        } catch (SSLException | SocketException refused) {
            // TLS 1.3 tells a client only after the handshake that its certificate was missed.
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
