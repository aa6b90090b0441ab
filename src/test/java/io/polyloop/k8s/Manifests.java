package io.polyloop.k8s;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kubernetes.client.common.KubernetesObject;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1PodSpec;
import io.kubernetes.client.openapi.models.V1PodTemplateSpec;
import io.kubernetes.client.openapi.models.V1StatefulSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The objects that {@code kubectl apply -k <folder>} would send to a cluster, in the types of the Kubernetes API. */
record Manifests(String folder, List<KubernetesObject> objects) {
    private static final Path OVERLAYS = Path.of("k8s", "overlays");
    static final String INSTALL =
            "Install kubectl (src/test/sh/kubectl.sh unpacks one): https://kubernetes.io/docs/tasks/tools/";

    private static List<Manifests> rendered;

    /** The base and every overlay, so that a new overlay is checked automatically. Rendered once for all tests. */
    static synchronized List<Manifests> all() {
        rendered = rendered == null ? renderAll() : rendered;
        return rendered;
    }

    private static List<Manifests> renderAll() {
        try (Stream<Path> overlays = Files.list(OVERLAYS)) {
            Stream<Path> others = Stream.of(Path.of("k8s", "base"));
            others = Stream.concat(others, Stream.of(ThinProject.manifests())); // part:thin
            // A folder without this file, such as one with rules only, is for kubectl apply -f.
            Stream<Path> applied = overlays.filter(folder -> Files.exists(folder.resolve("kustomization.yaml")));
            return Stream.concat(others, applied.sorted())
                    .map(folder -> new Manifests(folder.toString(), StrictManifestReader.read(render(folder))))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether kubectl is installed. Without it a developer's build continues, with a warning; one with CI set fails. */
    static boolean renderable() {
        try {
            kubectl("version", "--client");
            return true;
        } catch (IOException absent) {
            if (System.getenv("CI") != null) {
                throw new AssertionError("k8s/ cannot be checked. " + INSTALL, absent);
            }
            System.err.println("NOT CHECKED: k8s/, because kubectl is not installed. " + INSTALL);
            return false;
        }
    }

    static String render(Path folder) {
        try {
            return kubectl("kustomize", folder.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A kubectl that fails is an error, not a reason to skip. */
    private static String kubectl(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(arguments));
        command.add(0, "kubectl");
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (process.onExit().join().exitValue() != 0) {
            throw new AssertionError(command + " failed: " + output);
        }
        return output;
    }

    <T extends KubernetesObject> List<T> each(Class<T> kind) {
        return objects.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    List<V1PodTemplateSpec> templates() {
        List<V1PodTemplateSpec> templates = new ArrayList<>();
        each(V1Deployment.class).forEach(it -> templates.add(it.getSpec().getTemplate()));
        each(V1StatefulSet.class).forEach(it -> templates.add(it.getSpec().getTemplate()));
        return templates;
    }

    List<V1PodSpec> pods() {
        return templates().stream().map(V1PodTemplateSpec::getSpec).toList();
    }

    List<V1Container> containers() {
        return pods().stream().flatMap(pod -> pod.getContainers().stream()).toList();
    }

    /** The settings of the pods. */
    PodSettings settings() {
        PodSettings settings = PodSettings.defaults();
        each(V1ConfigMap.class).stream()
                .map(map -> map.getData().get("local.yaml"))
                .filter(Objects::nonNull)
                .forEach(settings::overlay);
        containers().forEach(container -> settings.environment(container.getEnv()));
        return settings;
    }

    @Override
    public String toString() {
        return folder;
    }
}
