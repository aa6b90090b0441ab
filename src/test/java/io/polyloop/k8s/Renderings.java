package io.polyloop.k8s;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Renders every folder that can be applied, with every combination of its components. One kubectl renders all of them,
 * each into a namespace of its own, because most of the time of a kubectl is its start. Each object says which file it
 * is from.
 */
final class Renderings {
    /** What can be added to what. A folder that is not here, such as an overlay of yours, is rendered as it is. */
    static final Map<String, List<String>> COMPONENTS = Map.of(
            "k8s/base", List.of("gateway", "monitoring", "backup"),
            "k8s/overlays/dev", List.of("gateway", "monitoring", "backup"),
            "k8s/overlays/cluster", List.of("gateway", "monitoring", "autoscale", "migration"));

    private static final Path TARGET = Path.of("target", "k8s");
    private static final Pattern DOCUMENT = Pattern.compile("(?m)^---\n");
    private static final Pattern NAMESPACE = Pattern.compile("(?m)^  namespace: (\\S+)\n");
    private static final Pattern NAMESPACE_OBJECT = Pattern.compile("(?m)^kind: Namespace$[\\s\\S]*^  name: (\\S+)$");

    private final Map<String, String> kustomizations = new LinkedHashMap<>();

    private Renderings() {}

    /** The rendered text by name, which is that of the folder and of the components. */
    static Map<String, String> all() {
        try {
            Renderings renderings = new Renderings();
            renderings.addAll();
            renderings.write();
            return split(Kubectl.kustomize(TARGET));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void addAll() throws IOException {
        add(Path.of("k8s", "base"));
        add(ThinProject.manifests()); // part:thin
        try (Stream<Path> overlays = Files.list(Path.of("k8s", "overlays"))) {
            // A folder without this file, such as one with rules only, is for kubectl apply -f.
            overlays.filter(folder -> Files.exists(folder.resolve("kustomization.yaml")))
                    .sorted()
                    .forEach(this::add);
        }
    }

    private void add(Path folder) {
        for (List<String> components : combinations(COMPONENTS.getOrDefault(slashed(folder), List.of()))) {
            String name = name(folder.getFileName().toString(), components);
            String added = components.stream()
                    .map(component -> "  - ../../../k8s/components/" + component + "\n")
                    .collect(Collectors.joining("", components.isEmpty() ? "" : "components:\n", ""));
            kustomizations.put(
                    name, "namespace: " + name + "\nresources:\n  - ../../../" + slashed(folder) + "\n" + added);
        }
    }

    static String name(String folder, List<String> components) {
        return String.join(
                "-", Stream.concat(Stream.of(folder), components.stream()).toList());
    }

    private static String slashed(Path folder) {
        return folder.toString().replace('\\', '/');
    }

    private static List<List<String>> combinations(List<String> components) {
        List<List<String>> combinations = new ArrayList<>(List.of(List.of()));
        for (String component : components) {
            for (List<String> without : List.copyOf(combinations)) {
                combinations.add(
                        Stream.concat(without.stream(), Stream.of(component)).toList());
            }
        }
        return combinations;
    }

    private void write() throws IOException {
        StringBuilder all = new StringBuilder("buildMetadata: [originAnnotations]\nresources:\n");
        for (Map.Entry<String, String> kustomization : kustomizations.entrySet()) {
            Path folder = Files.createDirectories(TARGET.resolve(kustomization.getKey()));
            Files.writeString(folder.resolve("kustomization.yaml"), kustomization.getValue());
            all.append("  - ").append(kustomization.getKey()).append('\n');
        }
        Files.writeString(TARGET.resolve("kustomization.yaml"), all);
    }

    /** Without the namespaces: applied as documented, the objects go into that of the command. */
    private static Map<String, String> split(String rendered) {
        Map<String, StringBuilder> texts = new LinkedHashMap<>();
        for (String document : DOCUMENT.split(rendered)) {
            var namespace = NAMESPACE.matcher(document);
            var object = NAMESPACE_OBJECT.matcher(document);
            String name = namespace.find() ? namespace.group(1) : object.find() ? object.group(1) : "";
            texts.computeIfAbsent(name, first -> new StringBuilder())
                    .append("---\n")
                    .append(document.replace("  namespace: " + name + "\n", ""));
        }
        return texts.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, text -> text.getValue().toString(), (a, b) -> a, LinkedHashMap::new));
    }
}
