package io.polyloop.proof.chaos;

import io.polyloop.proof.local.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.Yaml;

/**
 * The settings of a pod of {@code k8s/overlays/cluster}, as {@code kubectl} renders them: its settings file, and the
 * options and the memory of its JVM. Each node has a network namespace, as a pod has, and the ports of a pod; addresses,
 * names and the database are those of the test.
 *
 * @param conf the text of {@code local.yaml}
 * @param jvmOptions of the container, with the share of its memory that the image gives to the heap
 */
record PodSettings(String conf, List<String> jvmOptions) {
    private static final String OVERLAY = "k8s/overlays/cluster";
    private static final String OPTIONS = "JDK_JAVA_OPTIONS";
    private static final Pattern HEAP_SHARE = Pattern.compile("-XX:MaxRAMPercentage=(\\d+)");
    private static final Pattern MEMORY = Pattern.compile("(\\d+)([GM])i");

    static PodSettings render() throws IOException {
        String manifests = String.join("\n", Command.run("kubectl", "kustomize", OVERLAY));
        List<Map<?, ?>> objects = StreamSupport.stream(
                        new Yaml().loadAll(manifests).spliterator(), false)
                .<Map<?, ?>>map(object -> (Map<?, ?>) object)
                .toList();
        Map<?, ?> pod = at(one(objects, "Deployment"), "spec", "template", "spec");
        Map<?, ?> container = (Map<?, ?>) ((List<?>) pod.get("containers")).get(0);
        return new PodSettings(
                at(one(objects, "ConfigMap"), "data").get("local.yaml").toString(), jvmOptions(container));
    }

    /** Writes the settings file; returns the environment variable that names its folder. */
    Map<String, String> write(Path folder) throws IOException {
        Path local = Files.createDirectories(folder.resolve("pod-conf")).resolve("local.yaml");
        Files.writeString(local, conf);
        return Map.of("POLYLOOP_CONF", local.getParent().toString());
    }

    private static List<String> jvmOptions(Map<?, ?> container) throws IOException {
        List<String> options = new ArrayList<>(List.of("-XX:+ExitOnOutOfMemoryError"));
        ((List<?>) container.get("env"))
                .stream()
                        .map(variable -> (Map<?, ?>) variable)
                        .filter(variable -> OPTIONS.equals(variable.get("name")))
                        .map(variable -> variable.get("value").toString().split("\\s+"))
                        .forEach(values -> options.addAll(Arrays.asList(values)));
        String limit = at(container, "resources", "limits").get("memory").toString();
        options.add("-Xmx" + megabytes(limit) * heapShare() / 100 + "m");
        return options;
    }

    private static long megabytes(String limit) {
        Matcher memory = MEMORY.matcher(limit);
        if (!memory.matches()) {
            throw new IllegalStateException(OVERLAY + ": the memory " + limit + " is not in Mi or Gi");
        }
        return Long.parseLong(memory.group(1)) * (memory.group(2).equals("G") ? 1024 : 1);
    }

    private static long heapShare() throws IOException {
        Matcher share = HEAP_SHARE.matcher(Files.readString(Path.of("Dockerfile")));
        if (!share.find()) {
            throw new IllegalStateException("Dockerfile sets no MaxRAMPercentage");
        }
        return Long.parseLong(share.group(1));
    }

    private static Map<?, ?> one(List<Map<?, ?>> objects, String kind) {
        return objects.stream()
                .filter(object -> kind.equals(object.get("kind")))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(OVERLAY + " has no " + kind));
    }

    private static Map<?, ?> at(Map<?, ?> object, String... path) {
        Map<?, ?> found = object;
        for (String key : path) {
            found = (Map<?, ?>) found.get(key);
        }
        return found;
    }
}
