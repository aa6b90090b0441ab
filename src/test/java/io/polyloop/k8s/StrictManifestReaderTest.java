package io.polyloop.k8s;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** The reader detects a single wrong word in a valid manifest. */
@EnabledIf(value = "io.polyloop.k8s.Manifests#renderable", disabledReason = Manifests.INSTALL)
class StrictManifestReaderTest {
    private static String base;

    @BeforeAll
    static void render() {
        base = Manifests.render(Path.of("k8s", "base"));
    }

    @Test
    void the_unchanged_base_is_valid() {
        assertFalse(StrictManifestReader.read(base).isEmpty());
    }

    @Test
    void a_misspelt_field_is_rejected() {
        assertRejected("replicas: 1", "replica: 1", "replica");
        assertRejected("enableServiceLinks:", "enableServicelinks:", "enableServicelinks");
        assertRejected("publishNotReadyAddresses:", "publishNotReadyAdresses:", "publishNotReadyAdresses");
    }

    @Test
    void a_misplaced_field_is_rejected() {
        assertRejected("allowPrivilegeEscalation: false", "fsGroup: 10001", "fsGroup");
        assertRejected("runAsNonRoot: true", "readOnlyRootFilesystem: true", "readOnlyRootFilesystem");
    }

    @Test
    void a_missing_field_is_rejected() {
        assertRejected("- containerPort: 8080\n          name: http", "- name: http", "containerPort");
        assertRejected("containers:", "initContainers:", "containers");
    }

    @Test
    void a_value_of_the_wrong_type_is_rejected() {
        assertRejected("replicas: 1", "replicas: one", "one");
        assertRejected("replicas: 1", "replicas: \"1\"", "replicas");
        assertRejected("value: -XX:ActiveProcessorCount=2", "value: 2", "value");
        assertRejected("runAsNonRoot: true", "runAsNonRoot: \"true\"", "runAsNonRoot");
    }

    @Test
    void an_unknown_enumeration_value_is_rejected() {
        assertRejected("protocol: TCP", "protocol: tcp", "protocol");
        assertRejected("- ReadWriteOnce", "- ReadWriteOne", "accessModes");
    }

    @Test
    void an_api_version_without_the_kind_is_rejected() {
        assertRejected("apiVersion: apps/v1", "apiVersion: v1", "Deployment");
    }

    private static void assertRejected(String right, String wrong, String named) {
        assertTrue(base.contains(right), "the base does not contain " + right);
        String manifests = base.replace(right, wrong);
        RuntimeException refusal =
                assertThrows(RuntimeException.class, () -> StrictManifestReader.read(manifests), wrong);
        assertTrue(refusal.getMessage().contains(named), refusal::getMessage);
    }
}
