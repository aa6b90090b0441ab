package io.polyloop.polyglot;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.DeploymentOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A script whose files change while it runs, in a language that is nothing but text. */
class ReloadTest {
    @TempDir
    Path folder;

    private Supervision scripts;

    @BeforeEach
    void open() {
        scripts = new Supervision(folder, true);
    }

    @AfterEach
    void close() throws Exception {
        scripts.close();
    }

    @Test
    void a_changed_script_is_live() throws Exception {
        scripts.write("a.js", "one");
        scripts.deploy("a.js");
        assertEquals("one", scripts.ask());
        scripts.write("a.js", "two");
        awaitAnswer("two");
        assertEquals(1, scripts.count("polyloop.script.reloads", "outcome", "ok"));
    }

    @Test
    void a_changed_import_is_live() throws Exception {
        scripts.write("a.js", "import b.js");
        scripts.write("b.js", "one");
        scripts.deploy("a.js");
        scripts.write("b.js", "two");
        awaitAnswer("two");
    }

    @Test
    void a_file_of_the_same_time_and_size_that_takes_the_others_place_is_a_change() throws Exception {
        scripts.write("a.js", "one");
        scripts.deploy("a.js");
        Path other = Files.writeString(folder.resolve("a.new"), "two");
        Files.setLastModifiedTime(other, Files.getLastModifiedTime(folder.resolve("a.js")));
        Files.move(other, folder.resolve("a.js"), StandardCopyOption.ATOMIC_MOVE);
        awaitAnswer("two");
    }

    /** As Kubernetes mounts a ConfigMap: {@code a.js -> ..data/a.js}, {@code ..data -> ..2026_1}. */
    @Test
    void a_swapped_link_is_a_change() throws Exception {
        for (String version : Set.of("1", "2")) {
            Files.writeString(
                    Files.createDirectory(folder.resolve(".." + version)).resolve("a.js"), version);
        }
        Files.createSymbolicLink(folder.resolve("..data"), Path.of("..1"));
        Files.createSymbolicLink(folder.resolve("a.js"), Path.of("..data", "a.js"));
        scripts.deploy("a.js");
        assertEquals("1", scripts.ask());
        Files.createSymbolicLink(folder.resolve("..next"), Path.of("..2"));
        Files.move(folder.resolve("..next"), folder.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
        awaitAnswer("2");
    }

    @Test
    void a_broken_edit_keeps_the_old_and_says_why_and_the_mended_one_is_live() throws Exception {
        scripts.write("a.js", "one");
        scripts.deploy("a.js");
        scripts.write("a.js", "broken");
        await().until(() -> scripts.logged("a.js:1: broken") == 1);
        assertEquals("one", scripts.ask());
        assertEquals("a.js:1: broken", scripts.state().getString("lastFailure"));
        assertEquals(1, scripts.count("polyloop.script.reloads", "outcome", "failed"));
        scripts.write("a.js", "two");
        awaitAnswer("two");
    }

    @Test
    void an_import_that_was_missing_is_loaded_once_it_is_there() throws Exception {
        scripts.write("a.js", "one");
        scripts.deploy("a.js");
        scripts.write("a.js", "import b.js");
        await().until(() -> scripts.logged("no b.js") == 1);
        scripts.write("b.js", "two");
        awaitAnswer("two");
    }

    @Test
    void a_deleted_file_keeps_the_old_and_is_told_once() throws Exception {
        scripts.write("a.js", "one");
        scripts.deploy("a.js");
        Files.delete(folder.resolve("a.js"));
        await().until(() -> scripts.logged("these are gone: [a.js]") == 1);
        await().during(100, TimeUnit.MILLISECONDS).until(() -> scripts.logged("gone") == 1);
        assertEquals("one", scripts.ask());
        scripts.write("a.js", "two");
        awaitAnswer("two");
    }

    @Test
    void of_a_storm_of_saves_the_last_one_wins() throws Exception {
        scripts.write("a.js", "0");
        scripts.deploy("a.js");
        for (int save = 1; save <= 500; save++) {
            scripts.write("a.js", Integer.toString(save));
        }
        awaitAnswer("500");
        await().until(() -> scripts.vertx.deploymentIDs().size() == 2);
        assertTrue(scripts.language.loads.get() < 100, scripts.language.loads::toString);
    }

    @Test
    void every_instance_is_replaced() throws Exception {
        scripts.write("a.js", "one");
        scripts.deploy("a.js", new DeploymentOptions().setInstances(4));
        scripts.write("a.js", "two");
        awaitAnswer("two");
        await().until(() -> scripts.vertx.deploymentIDs().size() == 2);
        Set<String> answers = new HashSet<>();
        for (int i = 0; i < 8; i++) {
            answers.add(scripts.ask());
        }
        assertEquals(Set.of("two"), answers);
        assertEquals(8, scripts.language.loads.get());
    }

    @Test
    void a_script_that_does_not_want_to_stop_is_replaced_all_the_same() throws Exception {
        scripts.write("a.js", "stay");
        String id = scripts.deploy("a.js");
        scripts.write("a.js", "stay ");
        await().until(() -> scripts.logged("failed to stop") == 1);
        Supervision.soon(scripts.vertx.undeploy(id));
        assertEquals(Set.of(), scripts.vertx.deploymentIDs());
    }

    @Test
    void undeploying_the_supervisor_undeploys_the_script_and_removes_its_meters() throws Exception {
        scripts.write("a.js", "one");
        String id = scripts.deploy("a.js");
        assertFalse(scripts.registry.getMeters().isEmpty());
        Supervision.soon(scripts.vertx.undeploy(id));
        assertEquals("No handlers for address text", scripts.ask());
        assertEquals(Set.of(), scripts.vertx.deploymentIDs());
        assertEquals(0, scripts.registry.getMeters().size());
    }

    @Test
    void switched_off_nothing_is_loaded_anew() throws Exception {
        try (Supervision still = new Supervision(folder, false)) {
            still.write("a.js", "one");
            still.deploy("a.js");
            still.write("a.js", "two");
            await().during(100, TimeUnit.MILLISECONDS).until(() -> still.ask().equals("one"));
        }
    }

    private void awaitAnswer(String answer) {
        await().until(() -> scripts.ask().equals(answer));
    }
}
