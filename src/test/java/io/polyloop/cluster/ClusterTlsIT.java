package io.polyloop.cluster;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.polyloop.fixture.TestCluster;
import io.polyloop.fixture.TestNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes whose event bus is encrypted, each side showing its certificate. */
class ClusterTlsIT {
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
    void nodes_of_one_authority_hear_each_other_and_a_stranger_is_not_let_in() throws Exception {
        X509Bundle node = certificate("CN=node").buildIssuedBy(authority);
        int port = TestCluster.freePort();
        TestNode one = join(node, port);
        TestNode two = join(node, TestCluster.freePort());
        await().until(() -> ClusterIT.ready(one) && ClusterIT.ready(two));
        assertEquals(2, ClusterIT.check(one).getJsonObject("data").getInteger("heard"));

        assertThrows(IOException.class, () -> speakWithoutCertificate(port));
    }

    private TestNode join(X509Bundle node, int busPort) throws Exception {
        return cluster.join(
                "cluster.bus-port", busPort,
                "cluster.minimum", 2,
                "cluster.tls.cert", node.toTempCertChainPem().toString(),
                "cluster.tls.key", node.toTempPrivateKeyPem().toString(),
                "cluster.tls.ca", authority.toTempRootCertPem().toString());
    }

    /** TLS 1.3 tells a client only with its first read that its certificate was missed. */
    private static void speakWithoutCertificate(int port) throws Exception {
        SSLContext trusting = SSLContext.getInstance("TLS");
        trusting.init(null, new TrustManager[] {new Trusting()}, null);
        try (Socket socket = trusting.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port)) {
            ((SSLSocket) socket).startHandshake();
            socket.getOutputStream().write(new byte[16]);
            if (socket.getInputStream().read() < 0) {
                throw new IOException("closed");
            }
        }
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
