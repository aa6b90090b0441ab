package io.polyloop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.fixture.engine.ChildNode;
import io.polyloop.fixture.engine.IdleVerticle;
import io.polyloop.fixture.engine.TokenFactory;
import io.polyloop.settings.OrderSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Invalid settings make the process exit before it opens a port or a journal. */
class BadSettingsIT {
    @TempDir
    Path folder;

    @Test
    void all_invalid_settings_are_reported_in_one_message_and_the_exit_code_is_2() throws IOException {
        Path conf = Files.createDirectory(folder.resolve("conf"));
        Files.writeString(conf.resolve("local.yaml"), "http: {prot: 1}\nlimits: {message: 64}\n");
        try (ChildNode node = ChildNode.launch(
                folder,
                "POLYLOOP_HTTP_PROT",
                "1",
                "POLYLOOP_AUTH_MODE",
                "jwt",
                "POLYLOOP_CLUSTER_ENABLED",
                "true",
                "POLYLOOP_JOURNAL_PASSWORT",
                "s3cret",
                "JAVA_TOOL_OPTIONS",
                "-Dpolyloop.live.heartbeat=25")) {
            assertEquals(2, node.exitCode());
            String output = node.output();
            assertTrue(output.contains("8 invalid settings:"), output);
            List.of(
                            "conf/local.yaml: http.prot: unknown setting; did you mean http.port?",
                            "limits.message: \"64\" is invalid",
                            "POLYLOOP_HTTP_PROT: unknown setting; did you mean POLYLOOP_HTTP_PORT?",
                            "POLYLOOP_JOURNAL_PASSWORT: unknown setting; did you mean POLYLOOP_JOURNAL_PASSWORD?",
                            "auth.mode: \"jwt\" is invalid; expected one of",
                            "cluster.enabled: a cluster needs a journal that all nodes share",
                            "cluster.seeds: both cluster.seeds and cluster.dns are empty",
                            "live.heartbeat: \"25\" is invalid")
                    .forEach(error -> assertTrue(output.contains("\n  - " + error), () -> error + " in " + output));
            assertFalse(output.contains("s3cret"), output);
            assertFalse(output.contains("\tat "), output);
        }
    }

    @Test
    void invalid_settings_of_the_engine_and_of_a_section_are_in_one_message() throws IOException {
        Path conf = Files.createDirectory(folder.resolve("conf"));
        Files.writeString(
                conf.resolve("app.yaml"),
                "app: {settings: {orders: " + OrderSettings.class.getName() + "}}\n"
                        + "orders: {currency: EUR, limit: 5, vat: 1, retry.delay: 5s, api-key: '', api-key-file: ''}\n");
        try (ChildNode node = ChildNode.launch(
                folder,
                "POLYLOOP_ORDERS_LIMIT",
                "0",
                "POLYLOOP_ORDERS_VAT",
                "much",
                "POLYLOOP_ORDERS_CURENCY",
                "USD",
                "POLYLOOP_HTTP_PORT",
                "x")) {
            assertEquals(2, node.exitCode());
            String output = node.output();
            assertTrue(output.contains("4 invalid settings:"), output);
            List.of(
                            "orders.limit: \"0\" is invalid; expected a whole number, from 1 to 1000",
                            "POLYLOOP_ORDERS_VAT: expected a number, the type of its default in app.yaml",
                            "POLYLOOP_ORDERS_CURENCY: unknown setting; did you mean POLYLOOP_ORDERS_CURRENCY?",
                            "http.port: \"x\" is invalid")
                    .forEach(error -> assertTrue(output.contains("\n  - " + error), () -> error + " in " + output));
        }
    }

    @Test
    void a_public_key_as_the_hmac_secret_is_reported_with_the_other_invalid_settings() throws IOException {
        Path conf = Files.createDirectory(folder.resolve("conf"));
        Path jwks = new TokenFactory().jwksFile(folder);
        Files.writeString(
                conf.resolve("local.yaml"),
                "http: {prot: 1}\nauth:\n  mode: token\n  issuers:\n    - {issuer: legacy, audience: polyloop,"
                        + " algorithms: [HS256], keys: " + jwks + "}\n");
        try (ChildNode node = ChildNode.launch(folder)) {
            assertEquals(2, node.exitCode());
            String output = node.output();
            assertTrue(output.contains("2 invalid settings:"), output);
            assertTrue(output.contains("\n  - auth.issuers: legacy: keys: " + jwks + ": contains JSON"), output);
        }
    }

    @Test
    void with_invalid_settings_no_port_is_opened_and_no_journal_is_created() throws IOException {
        int port = freePort();
        long start = System.nanoTime();
        try (ChildNode node = ChildNode.launch(
                folder, "POLYLOOP_HTTP_PORT", Integer.toString(port), "POLYLOOP_HTTP_HOST", "0.0.0.0")) {
            boolean opened = false;
            while (!opened && node.running()) {
                opened = opens(port);
            }
            assertFalse(opened, "the port was open");
            assertEquals(2, node.exitCode());
        }
        System.out.printf("refused after %d ms%n", (System.nanoTime() - start) / 1_000_000);
        try (var left = Files.list(folder)) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void a_missing_settings_directory_is_rejected() {
        try (ChildNode node = ChildNode.launch(folder, "POLYLOOP_CONF", "/no/such/folder")) {
            assertEquals(2, node.exitCode());
            assertTrue(node.output().contains("POLYLOOP_CONF: /no/such/folder is not a directory"), node.output());
        }
    }

    @Test
    void a_port_in_use_is_reported_in_one_line_with_its_key() throws IOException {
        try (ServerSocket occupied = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            for (String group : List.of("http", "management")) {
                String port = Integer.toString(occupied.getLocalPort());
                try (ChildNode node = ChildNode.launch(folder, "POLYLOOP_" + group.toUpperCase() + "_PORT", port)) {
                    assertEquals(1, node.exitCode());
                    String line = "Polyloop failed to start: " + group + ".port " + port + " is already in use; ";
                    // On a busy machine the log also reports that the start blocked an event loop.
                    List<String> lines = node.output()
                            .lines()
                            .filter(text -> !text.contains("BlockedThreadChecker"))
                            .toList();
                    assertEquals(1, lines.size(), node.output());
                    assertTrue(lines.get(0).startsWith(line), node.output());
                }
            }
        }
    }

    @Test
    void a_cluster_port_in_use_is_reported_with_its_key() throws IOException {
        try (ServerSocket occupied = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            for (String key : List.of("cluster.port", "cluster.bus-port")) {
                String port = Integer.toString(occupied.getLocalPort());
                String member = key.equals("cluster.port") ? port : Integer.toString(freePort());
                String bus = key.equals("cluster.bus-port") ? port : "0";
                try (ChildNode node = ChildNode.launch(
                        folder,
                        "POLYLOOP_CLUSTER_ENABLED",
                        "true",
                        "POLYLOOP_CLUSTER_SEEDS",
                        "127.0.0.1:" + member,
                        "POLYLOOP_JOURNAL_URL",
                        "jdbc:postgresql://127.0.0.1/none",
                        "POLYLOOP_CLUSTER_PORT",
                        member,
                        "POLYLOOP_CLUSTER_BUS_PORT",
                        bus)) {
                    assertEquals(1, node.exitCode());
                    String line = "Polyloop failed to start: " + key + " " + port + " is already in use; ";
                    assertTrue(node.output().contains(line), node.output());
                }
            }
        }
    }

    @Test
    void a_missing_verticle_fails_the_start_without_a_stack_trace() {
        try (ChildNode node = ChildNode.launch(folder, ChildNode.VERTICLES, "no.such.Verticle")) {
            assertEquals(1, node.exitCode());
            assertTrue(node.output().contains("verticle no.such.Verticle failed to start; fix it"), node.output());
            assertFalse(node.output().contains("\tat "), node.output());
        }
    }

    @Test
    void every_verticle_that_fails_to_start_is_reported() {
        String verticles = "py:x.py, no.such.Verticle, " + IdleVerticle.class.getName();
        try (ChildNode node = ChildNode.launch(folder, ChildNode.VERTICLES, verticles)) {
            assertEquals(1, node.exitCode());
            String output = node.output();
            List.of(
                            "verticle py:x.py failed to start; fix it",
                            "unknown verticle py:x.py; write the full name of a class",
                            "verticle no.such.Verticle failed to start; fix it",
                            "unknown verticle no.such.Verticle; write the full name of a class")
                    .forEach(error -> assertTrue(output.contains(error), () -> error + " in " + output));
            assertFalse(output.contains("\tat ") || output.contains("IdleVerticle failed"), output);
        }
    }

    static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private static boolean opens(int port) {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException closed) {
            return false;
        }
    }
}
