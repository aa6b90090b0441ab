package io.polyloop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.fixture.ChildNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settings that are not accepted end the start before it began. */
class BadSettingsIT {
    @TempDir
    Path folder;

    @Test
    void all_faults_are_told_in_one_message_and_the_exit_code_is_2() throws IOException {
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
            String told = node.output();
            assertTrue(told.contains("The settings have 8 faults:"), told);
            List.of(
                            "conf/local.yaml: http.prot: is not a setting; did you mean http.port?",
                            "limits.message: \"64\" is not accepted",
                            "POLYLOOP_HTTP_PROT: names no setting; did you mean POLYLOOP_HTTP_PORT?",
                            "POLYLOOP_JOURNAL_PASSWORT: names no setting; did you mean POLYLOOP_JOURNAL_PASSWORD?",
                            "auth.mode: \"jwt\" is not accepted; write one of",
                            "cluster.enabled: the nodes of a cluster share one journal",
                            "cluster.seeds: is empty, and so is cluster.dns",
                            "live.heartbeat: \"25\" is not accepted")
                    .forEach(fault -> assertTrue(told.contains("\n  - " + fault), () -> fault + " in " + told));
            assertFalse(told.contains("s3cret"), told);
            assertFalse(told.contains("\tat "), told);
        }
    }

    @Test
    void the_port_is_never_opened_and_no_journal_made() throws IOException {
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
    void a_folder_of_settings_that_is_not_there_is_refused() {
        try (ChildNode node = ChildNode.launch(folder, "POLYLOOP_CONF", "/no/such/folder")) {
            assertEquals(2, node.exitCode());
            assertTrue(node.output().contains("POLYLOOP_CONF: /no/such/folder is not a folder"), node.output());
        }
    }

    @Test
    void a_port_that_is_taken_is_named_in_one_line_with_its_key() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            for (String group : List.of("http", "management")) {
                String port = Integer.toString(taken.getLocalPort());
                try (ChildNode node = ChildNode.launch(folder, "POLYLOOP_" + group.toUpperCase() + "_PORT", port)) {
                    assertEquals(1, node.exitCode());
                    String line = "Polyloop did not start: " + group + ".port " + port + " is taken: ";
                    // On a busy machine it is also told that the start held up a loop.
                    List<String> told = node.output()
                            .lines()
                            .filter(text -> !text.contains("BlockedThreadChecker"))
                            .toList();
                    assertEquals(1, told.size(), node.output());
                    assertTrue(told.get(0).startsWith(line), node.output());
                }
            }
        }
    }

    @Test
    void a_port_between_nodes_that_is_taken_is_named_with_its_key() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            for (String key : List.of("cluster.port", "cluster.bus-port")) {
                String port = Integer.toString(taken.getLocalPort());
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
                    String line = "Polyloop did not start: " + key + " " + port + " is taken: ";
                    assertTrue(node.output().contains(line), node.output());
                }
            }
        }
    }

    @Test
    void a_verticle_that_is_not_there_ends_the_start_without_a_stack_trace() {
        try (ChildNode node = ChildNode.launch(folder, ChildNode.VERTICLES, "no.such.Verticle")) {
            assertEquals(1, node.exitCode());
            assertTrue(node.output().contains("verticle no.such.Verticle failed to start; fix it"), node.output());
            assertFalse(node.output().contains("\tat "), node.output());
        }
    }

    @Test
    void every_verticle_that_fails_to_start_is_reported() {
        String verticles = "py:x.py, no.such.Verticle, io.polyloop.samples.hello.HelloVerticle";
        try (ChildNode node = ChildNode.launch(folder, ChildNode.VERTICLES, verticles)) {
            assertEquals(1, node.exitCode());
            String output = node.output();
            List.of(
                            "verticle py:x.py failed to start; fix it",
                            "unknown verticle py:x.py; write the full name of a class",
                            "verticle no.such.Verticle failed to start; fix it",
                            "unknown verticle no.such.Verticle; write the full name of a class")
                    .forEach(error -> assertTrue(output.contains(error), () -> error + " in " + output));
            assertFalse(output.contains("\tat ") || output.contains("HelloVerticle failed"), output);
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
        } catch (IOException refused) {
            return false;
        }
    }
}
