package io.polyloop.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.vertx.core.ThreadingModel;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    private static final String PASSWORD = "s3cret";

    @Test
    void the_defaults_are_accepted() {
        assertEquals(List.of(), Defaults.faults());
        assertEquals(8080, Defaults.with().http().port());
    }

    @Test
    void every_key_is_read() {
        Reads values = new Reads(Defaults.values());
        Settings.read(values, List.of());
        assertEquals(Set.copyOf(values.keySet()), Set.copyOf(values.read), "keys that nobody reads");
    }

    @Test
    void every_key_of_the_file_has_its_line_of_why() throws IOException {
        Pattern uncommented = Pattern.compile("  [a-z-]+:[^#]*");
        assertEquals(
                List.of(),
                Files.readAllLines(Defaults.FILE).stream()
                        .filter(line -> uncommented.matcher(line).matches())
                        .filter(line -> !line.startsWith("  routes:"))
                        .toList());
    }

    static Set<String> keys() {
        return Defaults.values().keySet();
    }

    static Stream<String> lists() {
        return keys().stream().filter(SettingsTest::isList);
    }

    static Stream<String> values() {
        return keys().stream().filter(key -> !isList(key));
    }

    private static boolean isList(String key) {
        Object value = Defaults.values().get(key);
        return value == null || value instanceof JsonArray;
    }

    @ParameterizedTest
    @MethodSource("lists")
    void a_list_whose_items_were_all_deleted_is_empty(String key) {
        assertEquals(List.of(), Defaults.faults(key, null));
    }

    @ParameterizedTest
    @MethodSource("values")
    void a_key_without_a_value_is_one_fault_that_names_it(String key) {
        List<String> faults = Defaults.faults(key, null);
        assertEquals(1, faults.size(), faults::toString);
        assertTrue(faults.get(0).startsWith(key + ": has no value"), faults::toString);
    }

    @ParameterizedTest
    @MethodSource("keys")
    void a_value_of_no_use_is_refused_under_its_key(String key) {
        Object useless = isList(key) ? -1 : new JsonArray().add("x").add("y");
        List<String> faults = Defaults.faults(key, useless);
        assertEquals(1, faults.size(), faults::toString);
        assertTrue(faults.get(0).startsWith(key + ": "), faults::toString);
    }

    @Test
    void all_faults_are_told_at_once() {
        List<String> faults = Defaults.faults(
                "http.port",
                "x",
                "live.heartbeat",
                "25",
                "auth.mode",
                "jwt",
                "cluster.enabled",
                "yes",
                "data.dir",
                null);
        assertEquals(
                Set.of("http.port", "live.heartbeat", "auth.mode", "cluster.enabled", "data.dir"),
                Set.copyOf(faults.stream()
                        .map(fault -> fault.replaceAll(":.*", ""))
                        .toList()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"limits.body", "journal.max-pending-bytes", "journal.max-pending", "live.dead-after"})
    void a_value_that_is_refused_is_not_compared_with_others(String key) {
        assertEquals(1, Defaults.faults(key, "much").size());
    }

    @Test
    void nodes_find_each_other_by_seeds_or_by_a_name_but_not_by_both() {
        String url = "jdbc:postgresql://db:5432/polyloop";
        List<String> neither = Defaults.faults("cluster.enabled", true, "journal.url", url);
        List<String> both = Defaults.faults(
                "cluster.enabled",
                true,
                "journal.url",
                url,
                "cluster.seeds",
                new JsonArray().add("a"),
                "cluster.dns",
                "nodes");

        assertEquals(1, neither.size(), neither::toString);
        assertTrue(neither.get(0).startsWith("cluster.seeds: is empty, and so is cluster.dns"), neither::toString);
        assertEquals(1, both.size(), both::toString);
        assertTrue(both.get(0).startsWith("cluster.seeds: is given, and so is cluster.dns"), both::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "0.0.0.0", "203.0.113.7"})
    void a_node_of_a_cluster_is_reached_by_an_address_that_it_has(String host) {
        List<String> faults = Defaults.faults(
                "cluster.enabled",
                true,
                "cluster.seeds",
                new JsonArray().add("a"),
                "journal.url",
                "jdbc:postgresql://db:5432/polyloop",
                "cluster.host",
                host);
        assertEquals(1, faults.size(), faults::toString);
        assertTrue(faults.get(0).startsWith("cluster.host: \"" + host + "\" is no address of this machine"));
        assertTrue(faults.get(0).contains("127.0.0.1"), faults::toString);
    }

    @Test
    void certificates_of_the_bus_are_given_whole_and_can_be_used() throws Exception {
        X509Bundle node = new CertificateBuilder()
                .subject("CN=node")
                .setIsCertificateAuthority(true)
                .buildSelfSigned();
        String cert = node.toTempCertChainPem().toString();
        String key = node.toTempPrivateKeyPem().toString();

        assertEquals(List.of(), tls(cert, key, cert));
        assertEquals(
                List.of("cluster.tls: cert, key and ca belong together; give all three, or none"), tls(cert, key, ""));
        assertTrue(tls(cert, "/no/such.pem", cert).get(0).startsWith("cluster.tls.key: /no/such.pem cannot be read"));
        assertTrue(tls(key, cert, "pom.xml").stream().allMatch(fault -> fault.contains(" in it; name a PEM file")));
        assertEquals(3, tls(key, cert, "pom.xml").size());
    }

    private static List<String> tls(String cert, String key, String ca) {
        return Defaults.faults("cluster.tls.cert", cert, "cluster.tls.key", key, "cluster.tls.ca", ca);
    }

    @Test
    void a_cluster_on_the_embedded_journal_is_refused_with_the_reason() {
        List<String> faults = Defaults.faults("cluster.enabled", true, "cluster.seeds", new JsonArray().add("a"));
        assertEquals(1, faults.size());
        assertTrue(faults.get(0).startsWith("cluster.enabled: the nodes of a cluster share one journal"));
        assertEquals(
                List.of(),
                Defaults.faults(
                        "cluster.enabled",
                        true,
                        "cluster.seeds",
                        new JsonArray().add("a"),
                        "journal.url",
                        "jdbc:postgresql://db:5432/polyloop"));
    }

    @Test
    void a_request_fits_into_a_message_between_two_nodes() {
        List<String> faults = Defaults.faults(
                "cluster.enabled",
                true,
                "cluster.seeds",
                new JsonArray().add("a"),
                "journal.url",
                "jdbc:postgresql://db:5432/polyloop",
                "limits.body",
                "9MiB");
        assertEquals(1, faults.size(), faults::toString);
        assertTrue(faults.get(0).startsWith("cluster.max-frame: is smaller than twice limits.body"), faults::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.168.1.5", "127.example.com", "127.0.0.1.example.com", ""})
    void an_address_beyond_loopback_needs_auth_set_on_purpose(String host) {
        assertTrue(Defaults.faults("http.host", host).get(0).startsWith("http.host: \"" + host + "\" serves other"));
        assertEquals(List.of(), Defaults.faults("http.host", host, "auth.mode", "none"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.8.9.10", "localhost", "::1"})
    void this_machine_is_served_without_auth(String host) {
        assertEquals(List.of(), Defaults.faults("http.host", host));
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
    void settings_that_do_not_fit_each_other_or_the_machine_are_refused(String key, String value, String told) {
        List<String> faults = Defaults.faults(key, value);
        assertEquals(1, faults.size(), faults::toString);
        assertTrue(faults.get(0).startsWith(told + ": "), faults::toString);
    }

    @ParameterizedTest
    @CsvSource({
        "http.allowed-hosts,   'https://a.example', names of hosts",
        "http.allowed-hosts,   'a.example:8080',    names of hosts",
        "http.allowed-hosts,   'ok.example, a b',   names of hosts",
        "http.allowed-origins, 'https://a.example/', each origin",
        "http.allowed-origins, 'a.example',         each origin",
        "http.allowed-origins, '*',                 each origin",
        "http.allowed-origins, 'null',              each origin"
    })
    void names_that_no_host_or_origin_can_have_are_refused(String key, String value, String remedy) {
        List<String> faults = Defaults.faults(key, value);

        assertEquals(1, faults.size(), faults::toString);
        assertTrue(faults.get(0).startsWith(key + ": ") && faults.get(0).contains("write " + remedy), faults::toString);
    }

    @Test
    void a_password_in_a_file_is_taken_without_the_end_of_its_line(@TempDir Path dir) throws IOException {
        Path file = Files.writeString(dir.resolve("password"), PASSWORD + " \n");
        JournalSettings journal =
                Defaults.with("journal.password-file", file.toString()).journal();

        assertEquals(PASSWORD + " ", journal.password());
        assertFalse(journal.toString().contains(PASSWORD));
    }

    @Test
    void a_password_in_two_places_is_refused_and_not_shown(@TempDir Path dir) throws IOException {
        Path file = Files.writeString(dir.resolve("password"), PASSWORD);

        assertEquals(
                List.of("journal.password-file: is given beside journal.password; keep one of both"),
                Defaults.faults("journal.password", PASSWORD, "journal.password-file", file.toString()));
    }

    @Test
    void a_password_file_that_cannot_be_read_is_named(@TempDir Path dir) {
        List<String> faults =
                Defaults.faults("journal.password-file", dir.resolve("none").toString());

        assertEquals(1, faults.size(), faults::toString);
        assertTrue(faults.get(0).startsWith("journal.password-file: \"" + dir.resolve("none")), faults::toString);
    }

    @Test
    void the_offset_moves_every_port_and_the_data_but_not_port_0() {
        Settings settings = Defaults.with("node.offset", 10, "http.port", 0);
        assertEquals(0, settings.http().port());
        assertEquals(8091, settings.management().port());
        assertEquals(5711, settings.cluster().port());
        assertEquals(5811, settings.cluster().busPort());
        assertEquals(Path.of("data", "10"), settings.dataDir());
    }

    @Test
    void an_offset_that_leaves_no_port_is_refused() {
        List<String> faults = Defaults.faults("node.offset", 10_000, "http.port", 60_000);
        assertEquals(1, faults.size(), faults::toString);
        assertTrue(faults.get(0).startsWith("node.offset: "), faults::toString);
    }

    @Test
    void a_verticle_is_a_name_or_an_entry_of_known_fields() {
        JsonObject entry = new JsonObject()
                .put("name", "js:x.js")
                .put("instances", 2)
                .put("threading", "worker")
                .put("limits", JsonObject.of("max-handler-time", "5s"));
        List<VerticleSettings> verticles = Defaults.with(
                        "verticles", new JsonArray().add("a.B").add(entry))
                .verticles();
        assertEquals(
                new VerticleSettings("a.B", 1, ThreadingModel.EVENT_LOOP, new JsonObject(), null), verticles.get(0));
        assertEquals(
                new VerticleSettings("js:x.js", 2, ThreadingModel.WORKER, new JsonObject(), Duration.ofSeconds(5)),
                verticles.get(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"name\": 1}",
                "{\"name\": \"x\", \"instances\": 0}",
                "{\"name\": \"x\", \"instances\": \"2\"}",
                "{\"name\": \"x\", \"threading\": \"virtual\"}",
                "{\"name\": \"x\", \"threading\": null}",
                "{\"name\": \"js:x.js\", \"limits\": {\"max-handler-time\": \"5\"}}",
                "{\"name\": \"js:x.js\", \"limits\": {\"memory\": \"5MiB\"}}",
                "{\"name\": \"x\", \"limits\": {\"max-handler-time\": \"5s\"}}",
                "{\"name\": \"x\", \"instance\": 2}",
                "{\"name\": \"x\", \"config\": []}"
            })
    void a_verticle_of_another_form_is_refused_and_the_form_is_shown(String entry) {
        List<String> faults = Defaults.faults("verticles", new JsonArray().add(new JsonObject(entry)));
        assertEquals(1, faults.size(), faults::toString);
        assertTrue(faults.get(0).contains("each entry is a name, or {name, "), faults::toString);
    }

    @Test
    void every_faulty_verticle_is_named() {
        List<String> faults = Defaults.faults(
                "verticles",
                new JsonArray()
                        .add(JsonObject.of("name", "js:a.js", "instances", 0))
                        .add("js:fine.js")
                        .add(JsonObject.of("name", "js:b.js", "worker", true)));
        assertTrue(
                faults.get(0)
                        .startsWith(
                                "verticles: js:a.js: instances is a number from 1 to 1000; js:b.js: worker is no field"
                                        + " of an entry; each entry is"),
                faults::toString);
    }

    @Test
    void the_password_is_never_shown() {
        String url = "jdbc:postgresql://db/p?password=" + PASSWORD;
        assertFalse(Defaults.with("journal.password", PASSWORD, "journal.url", url)
                .toString()
                .contains(PASSWORD));
        assertFalse(Defaults.faults("journal.password", new JsonArray().add(PASSWORD), "http.port", "x")
                .toString()
                .contains(PASSWORD));
    }

    /** Tells which of its keys were asked for. */
    private static final class Reads extends TreeMap<String, Object> {
        private static final long serialVersionUID = 1L;
        private final transient Set<String> read = new TreeSet<>();

        Reads(Map<String, Object> values) {
            super(values);
        }

        @Override
        public Object get(Object key) {
            read.add(key.toString());
            return super.get(key);
        }
    }
}
