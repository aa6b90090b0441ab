package io.polyloop.k8s;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** The components of k8s/ combine with each other, as docs/kubernetes.md combines them. */
@EnabledIf(value = "io.polyloop.k8s.Kubectl#installed", disabledReason = Kubectl.INSTALL)
class ComponentsTest {
    @Test
    void every_component_is_rendered() throws IOException {
        try (Stream<Path> folders = Files.list(Path.of("k8s", "components"))) {
            Set<String> components =
                    folders.map(it -> it.getFileName().toString()).collect(Collectors.toSet());
            assertEquals(
                    components,
                    Renderings.COMPONENTS.values().stream()
                            .flatMap(List::stream)
                            .collect(Collectors.toSet()));
        }
    }

    @Test
    void a_component_adds_its_objects() {
        assertTrue(kinds(Manifests.fullCluster())
                .containsAll(Set.of("HTTPRoute", "PodMonitor", "HorizontalPodAutoscaler", "Job")));
        assertTrue(kinds(Manifests.of("base", "backup")).contains("CronJob"));
        assertEquals(
                Set.of(
                        "ConfigMap",
                        "Deployment",
                        "NetworkPolicy",
                        "PersistentVolumeClaim",
                        "Service",
                        "ServiceAccount"),
                kinds(Manifests.of("base")));
    }

    @Test
    void every_pod_has_the_image_that_an_overlay_names_once() {
        for (Manifests manifests : Manifests.all()) {
            assertEquals(
                    1,
                    manifests.containers().stream()
                            .map(it -> it.getImage())
                            .distinct()
                            .count(),
                    manifests::name);
        }
    }

    private static Set<String> kinds(Manifests manifests) {
        return manifests.objects().stream().map(it -> it.getKind()).collect(Collectors.toSet());
    }
}
