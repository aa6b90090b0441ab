package io.polyloop.conformance.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.polyloop.fixture.TestNode;
import io.polyloop.fixture.engine.TlsClient;
import io.polyloop.fixture.engine.TokenFactory;
import io.vertx.core.json.JsonArray;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sessions of a node with TLS. */
class TlsSessionIT {
    @TempDir
    Path dir;

    @Test
    void over_tls_a_session_is_in_the_secure_cookie_alone() throws Exception {
        TokenFactory issuer = new TokenFactory();
        X509Bundle server = new CertificateBuilder()
                .subject("CN=localhost")
                .addSanDnsName("localhost")
                .setIsCertificateAuthority(true)
                .buildSelfSigned();
        try (TestNode node = TestNode.start(
                dir,
                "auth.mode",
                "token",
                "auth.issuers",
                new JsonArray().add(issuer.settings(dir)),
                "http.tls.cert",
                server.toTempCertChainPem().toString(),
                "http.tls.key",
                server.toTempPrivateKeyPem().toString())) {
            TlsClient client = new TlsClient(server.getCertificate());
            String begun = client.raw(
                    node.port(),
                    "POST /api/v1/session HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 0\r\n"
                            + "Authorization: Bearer " + issuer.token("ada") + "\r\n\r\n");
            assertTrue(begun.startsWith("HTTP/1.1 201 "), begun);
            String cookie = begun.replaceAll("(?is).*\r\nset-cookie: ([^\r]*)\r\n.*", "$1");
            assertTrue(
                    cookie.matches(
                            "__Host-polyloop=[\\w-]{43}; Path=/; Max-Age=\\d+; HttpOnly; SameSite=Strict; Secure"),
                    cookie);
            String pair = cookie.substring(0, cookie.indexOf(';'));
            String plain = pair.replace("__Host-", "");

            assertEquals("200", status(client, node, pair));
            assertEquals("401", status(client, node, plain), "a page without TLS can set this one");
            assertEquals("200", status(client, node, plain + "; " + pair));
            assertEquals(
                    "400",
                    status(client, node, pair + "; " + pair.replace('=', '-').replaceFirst("loop-", "loop=")));
        }
    }

    private static String status(TlsClient client, TestNode node, String cookies) {
        String answer = client.raw(
                node.port(),
                "GET /api/v1/topics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nCookie: " + cookies
                        + "\r\n\r\n");
        return answer.substring("HTTP/1.1 ".length()).substring(0, 3);
    }
}
