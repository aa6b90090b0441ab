package io.polyloop.k8s;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** The components of k8s/ combine with each other, as docs/kubernetes.md combines them. */
@EnabledIf(value = "io.polyloop.k8s.Manifests#renderable", disabledReason = Manifests.INSTALL)
class ComponentsTest {
    @Test
    void a_cluster_takes_all_of_its_components() throws IOException {
        String rendered = render("overlays/cluster", "gateway", "monitoring", "autoscale", "migration");
        for (String kind : new String[] {"HTTPRoute", "PodMonitor", "HorizontalPodAutoscaler", "Job"}) {
            assertEquals(1, count(rendered, "(?m)^kind: " + kind + "$"), kind);
        }
        assertTrue(
                rendered.contains("  name: polyloop-dashboards\n"),
                "a hash would leave old dashboards behind"); // part:monitoring
        assertFalse(rendered.contains("replicas: 3"), "each apply would set back what the autoscaler has set");
        assertEquals(2, count(rendered, "image: registry.example.com/polyloop:"), "the image is named once");
    }

    @Test
    void the_backup_runs_on_the_machine_of_the_server_with_its_volume() throws IOException {
        String rendered = render("base", "backup");
        assertEquals(1, count(rendered, "(?m)^kind: CronJob$"));
        assertTrue(rendered.contains("requiredDuringSchedulingIgnoredDuringExecution"), rendered);
        assertEquals(2, count(rendered, "claimName: polyloop-data"));
    }

    private static String render(String base, String... components) throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "k8s-" + components[0]));
        StringBuilder text = new StringBuilder("resources:\n  - ../../k8s/" + base + "\ncomponents:\n");
        for (String component : components) {
            text.append("  - ../../k8s/components/").append(component).append('\n');
        }
        text.append("images:\n  - name: polyloop\n    newName: registry.example.com/polyloop\n");
        Files.writeString(folder.resolve("kustomization.yaml"), text);
        return Manifests.render(folder);
    }

    private static long count(String text, String pattern) {
        return Pattern.compile(pattern).matcher(text).results().count();
    }
}
