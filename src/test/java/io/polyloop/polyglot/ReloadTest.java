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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A script whose files change while it runs, in a language that is nothing but text. */
class ReloadTest {
    @RegisterExtension
    final SupervisedScripts scripts = new SupervisedScripts(true);

    @Test
    void a_changed_script_is_deployed() throws Exception {
        scripts.write("a.text", "one");
        scripts.deploy("a.text");
        assertEquals("one", scripts.ask());
        scripts.write("a.text", "two");
        awaitAnswer("two");
        assertEquals(1, scripts.count("polyloop.script.reloads", "outcome", "ok"));
    }

    @Test
    void a_changed_import_is_deployed() throws Exception {
        scripts.write("a.text", "import b.text");
        scripts.write("b.text", "one");
        scripts.deploy("a.text");
        scripts.write("b.text", "two");
        awaitAnswer("two");
    }

    @Test
    void a_replaced_file_of_the_same_time_and_size_is_a_change() throws Exception {
        scripts.write("a.text", "one");
        scripts.deploy("a.text");
        Path other = Files.writeString(scripts.folder().resolve("a.new"), "two");
        Files.setLastModifiedTime(
                other, Files.getLastModifiedTime(scripts.folder().resolve("a.text")));
        Files.move(other, scripts.folder().resolve("a.text"), StandardCopyOption.ATOMIC_MOVE);
        awaitAnswer("two");
    }

    /** As Kubernetes mounts a ConfigMap: {@code a.text -> ..data/a.text}, {@code ..data -> ..2026_1}. */
    @Test
    void a_swapped_link_is_a_change() throws Exception {
        for (String version : Set.of("1", "2")) {
            Files.writeString(
                    Files.createDirectory(scripts.folder().resolve(".." + version))
                            .resolve("a.text"),
                    version);
        }
        Files.createSymbolicLink(scripts.folder().resolve("..data"), Path.of("..1"));
        Files.createSymbolicLink(scripts.folder().resolve("a.text"), Path.of("..data", "a.text"));
        scripts.deploy("a.text");
        assertEquals("1", scripts.ask());
        Files.createSymbolicLink(scripts.folder().resolve("..next"), Path.of("..2"));
        Files.move(
                scripts.folder().resolve("..next"), scripts.folder().resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
        awaitAnswer("2");
    }

    @Test
    void a_broken_edit_keeps_the_old_version_and_a_corrected_one_is_deployed() throws Exception {
        scripts.write("a.text", "one");
        scripts.deploy("a.text");
        scripts.write("a.text", "broken");
        await().until(() -> scripts.logged("a.text:1: broken") == 1);
        assertEquals("one", scripts.ask());
        assertEquals("a.text:1: broken", scripts.state().getString("lastFailure"));
        assertEquals(1, scripts.count("polyloop.script.reloads", "outcome", "failed"));
        scripts.write("a.text", "two");
        awaitAnswer("two");
    }

    @Test
    void a_missing_import_is_loaded_once_it_exists() throws Exception {
        scripts.write("a.text", "one");
        scripts.deploy("a.text");
        scripts.write("a.text", "import b.text");
        await().until(() -> scripts.logged("no b.text") == 1);
        scripts.write("b.text", "two");
        awaitAnswer("two");
    }

    @Test
    void a_deleted_file_keeps_the_old_version_and_is_logged_once() throws Exception {
        scripts.write("a.text", "one");
        scripts.deploy("a.text");
        Files.delete(scripts.folder().resolve("a.text"));
        await().until(() -> scripts.logged("these of its files were deleted: [a.text]") == 1);
        await().during(100, TimeUnit.MILLISECONDS).until(() -> scripts.logged("were deleted") == 1);
        assertEquals("one", scripts.ask());
        scripts.write("a.text", "two");
        awaitAnswer("two");
    }

    @Test
    void after_many_saves_the_last_version_is_deployed() throws Exception {
        scripts.write("a.text", "0");
        scripts.deploy("a.text");
        for (int save = 1; save <= 500; save++) {
            scripts.write("a.text", Integer.toString(save));
        }
        awaitAnswer("500");
        await().until(() -> scripts.vertx.deploymentIDs().size() == 2);
        assertTrue(scripts.language.loads.get() < 100, scripts.language.loads::toString);
    }

    @Test
    void every_instance_is_replaced() throws Exception {
        scripts.write("a.text", "one");
        scripts.deploy("a.text", new DeploymentOptions().setInstances(4));
        scripts.write("a.text", "two");
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
    void a_script_whose_stop_fails_is_replaced() throws Exception {
        scripts.write("a.text", "stay");
        String id = scripts.deploy("a.text");
        scripts.write("a.text", "stay ");
        await().until(() -> scripts.logged("failed to stop") == 1);
        SupervisedScripts.soon(scripts.vertx.undeploy(id));
        assertEquals(Set.of(), scripts.vertx.deploymentIDs());
    }

    @Test
    void undeploying_the_supervisor_undeploys_the_script_and_removes_its_meters() throws Exception {
        scripts.write("a.text", "one");
        String id = scripts.deploy("a.text");
        assertFalse(scripts.registry.getMeters().isEmpty());
        SupervisedScripts.soon(scripts.vertx.undeploy(id));
        assertEquals("No handlers for address text", scripts.ask());
        assertEquals(Set.of(), scripts.vertx.deploymentIDs());
        assertEquals(0, scripts.registry.getMeters().size());
    }

    @Test
    void without_reload_a_changed_script_is_not_deployed() throws Exception {
        try (SupervisedScripts still = new SupervisedScripts(false).open()) {
            still.write("a.text", "one");
            still.deploy("a.text");
            still.write("a.text", "two");
            await().during(100, TimeUnit.MILLISECONDS).until(() -> still.ask().equals("one"));
        }
    }

    private void awaitAnswer(String answer) {
        await().until(() -> scripts.ask().equals(answer));
    }
}
