package io.polyloop.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.vertx.core.json.JsonArray;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CrossChecksTest {
    @ParameterizedTest
    @ValueSource(strings = {"limits.body", "journal.max-pending-bytes", "journal.max-pending", "live.dead-after"})
    void an_invalid_value_is_not_compared_with_others(String key) {
        assertEquals(1, Defaults.errors(key, "much").size());
    }

    @Test
    void exactly_one_of_seeds_and_dns_is_set() {
        String url = "jdbc:postgresql://db:5432/polyloop";
        List<String> neither = Defaults.errors("cluster.enabled", true, "journal.url", url);
        List<String> both = Defaults.errors(
                "cluster.enabled",
                true,
                "journal.url",
                url,
                "cluster.seeds",
                new JsonArray().add("a"),
                "cluster.dns",
                "nodes");

        assertEquals(1, neither.size(), neither::toString);
        assertTrue(
                neither.get(0).startsWith("cluster.seeds: both cluster.seeds and cluster.dns are empty"),
                neither::toString);
        assertEquals(1, both.size(), both::toString);
        assertTrue(both.get(0).startsWith("cluster.seeds: both cluster.seeds and cluster.dns are set"), both::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "0.0.0.0", "203.0.113.7"})
    void cluster_host_must_be_an_address_of_this_machine(String host) {
        List<String> errors = Defaults.errors(
                "cluster.enabled",
                true,
                "cluster.seeds",
                new JsonArray().add("a"),
                "journal.url",
                "jdbc:postgresql://db:5432/polyloop",
                "cluster.host",
                host);
        assertEquals(1, errors.size(), errors::toString);
        assertTrue(errors.get(0).startsWith("cluster.host: \"" + host + "\" is not an address of this machine"));
        assertTrue(errors.get(0).contains("127.0.0.1"), errors::toString);
    }

    @Test
    void tls_files_are_set_together_and_must_be_valid() throws Exception {
        X509Bundle node = selfSigned();
        String cert = node.toTempCertChainPem().toString();
        String key = node.toTempPrivateKeyPem().toString();

        assertEquals(List.of(), tls(cert, key, cert));
        assertEquals(
                List.of("cluster.tls: cert, key and ca belong together; set all three or none"), tls(cert, key, ""));
        assertTrue(tls(cert, "/no/such.pem", cert).get(0).startsWith("cluster.tls.key: /no/such.pem is not readable"));
        assertTrue(tls(key, cert, "pom.xml").stream().allMatch(error -> error.contains("; name a PEM file that does")));
        assertEquals(3, tls(key, cert, "pom.xml").size());
    }

    @Test
    void a_key_of_another_certificate_is_rejected() throws Exception {
        String cert = selfSigned().toTempCertChainPem().toString();
        String other = selfSigned().toTempPrivateKeyPem().toString();

        List<String> errors = Defaults.errors("http.tls.cert", cert, "http.tls.key", other);

        assertEquals(1, errors.size(), errors::toString);
        assertTrue(errors.get(0).startsWith("http.tls.key: " + other + " is not the key of"), errors::toString);
        assertTrue(tls(cert, other, cert).get(0).startsWith("cluster.tls.key: " + other + " is not the key of"));
    }

    @Test
    void tls_files_of_the_public_server_are_set_together() throws Exception {
        X509Bundle node = selfSigned();
        String cert = node.toTempCertChainPem().toString();
        String key = node.toTempPrivateKeyPem().toString();

        assertEquals(List.of(), Defaults.errors("http.tls.cert", cert, "http.tls.key", key));
        assertEquals(
                List.of("http.tls: cert and key belong together; set both or none"),
                Defaults.errors("http.tls.cert", cert));
        assertEquals(1, Defaults.errors("http.tls.key", "pom.xml").size());
    }

    @Test
    void a_plain_port_is_for_beside_tls() throws Exception {
        X509Bundle node = selfSigned();
        Object[] tls = {
            "http.tls.cert",
            node.toTempCertChainPem(),
            "http.tls.key",
            node.toTempPrivateKeyPem(),
            "http.plain-port",
            8080
        };

        assertTrue(Defaults.errors("http.plain-port", 8082).get(0).startsWith("http.plain-port: http.port is without"));
        assertTrue(Defaults.errors(tls).get(0).startsWith("http.plain-port: 8080 is also http.port"));
    }

    private static X509Bundle selfSigned() throws Exception {
        return new CertificateBuilder()
                .subject("CN=node")
                .setIsCertificateAuthority(true)
                .buildSelfSigned();
    }

    private static List<String> tls(String cert, String key, String ca) {
        return Defaults.errors("cluster.tls.cert", cert, "cluster.tls.key", key, "cluster.tls.ca", ca);
    }

    @Test
    void a_cluster_with_the_embedded_journal_is_rejected() {
        List<String> errors = Defaults.errors("cluster.enabled", true, "cluster.seeds", new JsonArray().add("a"));
        assertEquals(1, errors.size());
        assertTrue(errors.get(0).startsWith("cluster.enabled: a cluster needs a journal that all nodes share"));
        assertEquals(
                List.of(),
                Defaults.errors(
                        "cluster.enabled",
                        true,
                        "cluster.seeds",
                        new JsonArray().add("a"),
                        "journal.url",
                        "jdbc:postgresql://db:5432/polyloop"));
    }

    @Test
    void the_largest_request_fits_into_a_frame_between_nodes() {
        List<String> errors = Defaults.errors(
                "cluster.enabled",
                true,
                "cluster.seeds",
                new JsonArray().add("a"),
                "journal.url",
                "jdbc:postgresql://db:5432/polyloop",
                "limits.body",
                "9MiB");
        assertEquals(1, errors.size(), errors::toString);
        assertTrue(errors.get(0).startsWith("cluster.max-frame: must be at least twice limits.body"), errors::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.168.1.5", "127.example.com", "127.0.0.1.example.com", ""})
    void an_address_beyond_loopback_needs_an_explicit_auth_mode(String host) {
        assertTrue(Defaults.errors("http.host", host)
                .get(0)
                .startsWith("http.host: \"" + host + "\" is not a loopback address"));
        assertEquals(List.of(), Defaults.errors("http.host", host, "auth.mode", "none"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.8.9.10", "localhost", "::1"})
    void loopback_needs_no_authentication(String host) {
        assertEquals(List.of(), Defaults.errors("http.host", host));
    }

    @Test
    void a_management_port_beyond_loopback_needs_a_token_or_to_be_open(@TempDir Path folder) throws IOException {
        Path token = Files.writeString(folder.resolve("token"), "0123456789abcdef\n");
        List<String> errors = Defaults.errors("management.host", "0.0.0.0");
        assertEquals(1, errors.size(), errors::toString);
        assertTrue(
                errors.get(0).startsWith("management.host: \"0.0.0.0\" is not a loopback address"), errors::toString);
        assertTrue(errors.get(0).contains("set management.token-file"), errors::toString);

        assertEquals(List.of(), Defaults.errors("management.host", "0.0.0.0", "management.open", true));
        assertEquals(List.of(), Defaults.errors("management.host", "0.0.0.0", "auth.mode", "none"));
        assertEquals(
                List.of(), Defaults.errors("management.host", "0.0.0.0", "management.token-file", token.toString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "0123456789 abcdef", "0123456789abcdeä"})
    void a_token_file_contains_one_token(String content, @TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("token"), content);
        List<String> errors = Defaults.errors("management.token-file", file.toString());
        assertEquals(1, errors.size(), errors::toString);
        assertTrue(errors.get(0).startsWith("management.token-file: " + file), errors::toString);
        assertTrue(errors.get(0).endsWith("make one with openssl rand -hex 32"), errors::toString);
    }

    @Test
    void a_token_file_must_be_readable() {
        assertTrue(Defaults.errors("management.token-file", "/no/such/file")
                .get(0)
                .endsWith("expected a file that this process can read"));
    }

    @Test
    void the_bus_of_authenticating_nodes_beyond_loopback_needs_tls_or_to_be_open() throws SocketException {
        String address = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(it -> it instanceof Inet4Address && !it.isLoopbackAddress())
                .map(InetAddress::getHostAddress)
                .findFirst()
                .orElse(null);
        assumeTrue(address != null, "this machine has no address beyond loopback");
        List<String> errors = bus(address, "token");
        assertEquals(1, errors.size(), errors::toString);
        assertTrue(errors.get(0).startsWith("cluster.tls: is not set"), errors::toString);
        assertTrue(errors.get(0).contains("cluster.open: true"), errors::toString);

        assertEquals(List.of(), bus(address, "token", "cluster.open", true));
        assertEquals(List.of(), bus(address, "none"));
        assertEquals(List.of(), bus("127.0.0.1", "token"));
    }

    private static List<String> bus(String host, String mode, Object... more) {
        List<Object> changes = new ArrayList<>(List.of("cluster.enabled", true, "cluster.host", host));
        changes.addAll(List.of("cluster.seeds", new JsonArray().add("a"), "auth.mode", mode));
        changes.addAll(List.of("journal.url", "jdbc:postgresql://db:5432/polyloop"));
        changes.addAll(List.of(more));
        return Defaults.errors(changes.toArray());
    }

    @ParameterizedTest
    @CsvSource({
        "limits.message, 2MiB, limits.body",
        "journal.max-pending-bytes, 512KiB, journal.max-pending-bytes",
        "limits.batch, 20001, journal.max-pending",
        "live.heartbeat, 90s, live.dead-after",
        "management.port, 8080, management.port",
        "journal.url, mysql://x, journal.url",
        "http.webroot, /no/such/folder, http.webroot",
        "cluster.heartbeat, 10s, cluster.dead-after",
        "drain.delay, 21s, drain.delay"
    })
    void contradictory_settings_are_rejected(String key, String value, String reported) {
        List<String> errors = Defaults.errors(key, value);
        assertEquals(1, errors.size(), errors::toString);
        assertTrue(errors.get(0).startsWith(reported + ": "), errors::toString);
    }

    @Test
    void an_offset_beyond_the_last_port_is_rejected() {
        List<String> errors = Defaults.errors("node.offset", 10_000, "http.port", 60_000);
        assertEquals(1, errors.size(), errors::toString);
        assertTrue(errors.get(0).startsWith("node.offset: "), errors::toString);
    }
}
