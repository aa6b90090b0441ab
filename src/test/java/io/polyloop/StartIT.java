package io.polyloop;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.fixture.Http;
import io.polyloop.fixture.engine.ChildNode;
import io.polyloop.fixture.engine.IdleVerticle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartIT {
    @TempDir
    Path folder;

    @Test
    void without_settings_the_packaged_defaults_are_used_and_the_log_reports_them() {
        try (ChildNode node = ChildNode.start(folder, ChildNode.VERTICLES, null)) {
            assertEquals(200, Http.get(node.http("/mypage.html")).statusCode());
            List.of(
                            "Polyloop .* is up",
                            "open +http://127.0.0.1:" + node.port() + "/",
                            "management +http://127.0.0.1:\\d+/readyz and /metrics",
                            "journal +SQLite in " + folder + ", epoch [0-9a-z]{16}",
                            "cluster +off",
                            "auth +none; loopback only \\(auth.mode: loopback\\)",
                            "languages +\\S.*")
                    .forEach(line -> assertTrue(
                            node.output().lines().anyMatch(logged -> logged.matches(".*" + line + ".*")),
                            () -> line + " in " + node.output()));
        }
    }

    @Test
    void the_log_reports_the_languages_of_the_verticles() {
        try (ChildNode node = ChildNode.start(folder, ChildNode.VERTICLES, IdleVerticle.class.getName())) {
            await().until(() -> node.output().lines().anyMatch(line -> line.matches(" +languages +java")));
        }
    }

    @Test
    void conf_in_the_working_directory_is_read() throws IOException {
        Path conf = Files.createDirectory(folder.resolve("conf"));
        Files.writeString(conf.resolve("local.yaml"), "http: {webroot: " + page("mine") + "}");
        assertServes("mine");
    }

    @Test
    void the_directory_named_by_POLYLOOP_CONF_replaces_conf() throws IOException {
        Path ignored = Files.createDirectory(folder.resolve("conf"));
        Files.writeString(ignored.resolve("local.yaml"), "no: {such: key}");
        Path named = Files.createDirectory(folder.resolve("named"));
        Files.writeString(named.resolve("polyloop.yaml"), "http: {webroot: " + page("named") + "}");
        assertServes("named", "POLYLOOP_CONF", named.toString());
    }

    @Test
    void the_environment_overrides_files_and_a_system_property_overrides_both() throws IOException {
        Path conf = Files.createDirectory(folder.resolve("conf"));
        Files.writeString(conf.resolve("local.yaml"), "http: {webroot: " + page("file") + "}");
        String environment = page("environment").toString();
        assertServes("environment", "POLYLOOP_HTTP_WEBROOT", environment);
        String property = "-Dpolyloop.http.webroot=" + page("property");
        assertServes("property", "POLYLOOP_HTTP_WEBROOT", environment, "JAVA_TOOL_OPTIONS", property);
    }

    @Test
    void two_nodes_with_different_offsets_run_on_one_machine() throws IOException {
        String[] ports = {
            "POLYLOOP_HTTP_PORT", Integer.toString(BadSettingsIT.freePort()),
            "POLYLOOP_MANAGEMENT_PORT", Integer.toString(BadSettingsIT.freePort())
        };
        try (ChildNode first = ChildNode.start(folder, ports);
                ChildNode second =
                        ChildNode.start(folder, ports[0], ports[1], ports[2], ports[3], "POLYLOOP_NODE_OFFSET", "10")) {
            assertEquals(first.port() + 10, second.port());
            for (ChildNode node : List.of(first, second)) {
                String path = "/api/v1/topics/t/messages";
                assertEquals(201, Http.post(node.http(path), "1").statusCode());
                assertEquals(
                        1, Http.body(Http.get(node.http(path + "?after=0"))).getLong("head"));
            }
        }
    }

    @Test
    void a_second_node_on_the_same_journal_fails_to_start() {
        try (ChildNode first = ChildNode.start(folder);
                ChildNode second = ChildNode.launch(folder)) {
            assertNotEquals(0, second.exitCode());
            assertTrue(second.output().contains("Polyloop failed to start: "), second.output());
            assertEquals(200, Http.get(first.http("/")).statusCode());
        }
    }

    @Test
    void a_killed_node_leaves_no_temporary_files() throws IOException {
        Path temporary = Files.createDirectory(folder.resolve("temporary"));
        try (ChildNode node = ChildNode.start(folder, "JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + temporary)) {
            assertEquals(200, Http.get(node.http("/openapi.yaml")).statusCode());
            node.kill();
        }
        try (Stream<Path> left = Files.list(temporary)) {
            assertEquals(List.of(), left.toList());
        }
    }

    private void assertServes(String text, String... environment) {
        try (ChildNode node = ChildNode.start(folder, environment)) {
            assertEquals(text, Http.get(node.http("/mypage.html")).body());
        }
    }

    private Path page(String text) throws IOException {
        Path webroot = Files.createDirectories(folder.resolve("webroot-" + text));
        Files.writeString(webroot.resolve("mypage.html"), text);
        return webroot;
    }
}
