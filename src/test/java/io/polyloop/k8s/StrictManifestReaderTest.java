package io.polyloop.k8s;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** The check of the manifests has teeth: one wrong word in a good file is found. */
@EnabledIf(value = "io.polyloop.k8s.Manifests#renderable", disabledReason = Manifests.INSTALL)
class StrictManifestReaderTest {
    private static String base;

    @BeforeAll
    static void render() {
        base = Manifests.render(Path.of("k8s", "base"));
    }

    @Test
    void the_base_as_it_is_passes() {
        assertFalse(StrictManifestReader.read(base).isEmpty());
    }

    @Test
    void a_misspelt_field_is_refused() {
        refused("replicas: 1", "replica: 1", "replica");
        refused("enableServiceLinks:", "enableServicelinks:", "enableServicelinks");
        refused("publishNotReadyAddresses:", "publishNotReadyAdresses:", "publishNotReadyAdresses");
    }

    @Test
    void a_misplaced_field_is_refused() {
        refused("allowPrivilegeEscalation: false", "fsGroup: 10001", "fsGroup");
        refused("runAsNonRoot: true", "readOnlyRootFilesystem: true", "readOnlyRootFilesystem");
    }

    @Test
    void a_missing_field_is_refused() {
        refused("- containerPort: 8080\n          name: http", "- name: http", "containerPort");
        refused("containers:", "initContainers:", "containers");
    }

    @Test
    void a_value_of_the_wrong_type_is_refused() {
        refused("replicas: 1", "replicas: one", "one");
        refused("replicas: 1", "replicas: \"1\"", "replicas");
        refused("value: -XX:ActiveProcessorCount=2", "value: 2", "value");
        refused("runAsNonRoot: true", "runAsNonRoot: \"true\"", "runAsNonRoot");
    }

    @Test
    void a_word_that_is_not_on_the_list_is_refused() {
        refused("protocol: TCP", "protocol: tcp", "protocol");
        refused("- ReadWriteOnce", "- ReadWriteOne", "accessModes");
    }

    @Test
    void a_version_that_does_not_serve_the_kind_is_refused() {
        refused("apiVersion: apps/v1", "apiVersion: v1", "Deployment");
    }

    private static void refused(String right, String wrong, String named) {
        assertTrue(base.contains(right), "the base no longer says " + right);
        String manifests = base.replace(right, wrong);
        RuntimeException refusal =
                assertThrows(RuntimeException.class, () -> StrictManifestReader.read(manifests), wrong);
        assertTrue(refusal.getMessage().contains(named), refusal::getMessage);
    }
}
