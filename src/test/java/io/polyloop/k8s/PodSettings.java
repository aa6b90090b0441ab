package io.polyloop.k8s;

import io.kubernetes.client.custom.Quantity;
import io.kubernetes.client.openapi.models.V1EnvVar;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The settings of conf/ by key, with those of the manifests. {@link PodSettingsTest} loads them as a node does. */
record PodSettings(Map<String, Object> values) {
    private static final Map<String, Object> DEFAULTS = read();

    static PodSettings defaults() {
        return new PodSettings(new TreeMap<>(DEFAULTS));
    }

    private static Map<String, Object> read() {
        try {
            Map<String, Object> values = new TreeMap<>();
            flatten("", yaml(Files.readString(Path.of("conf", "polyloop.yaml"))), values);
            return values;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void overlay(String yaml) {
        flatten("", yaml(yaml), values);
    }

    void environment(List<V1EnvVar> variables) {
        variables.stream()
                .filter(variable -> variable.getName().startsWith("POLYLOOP_"))
                .forEach(variable -> values.put(key(variable.getName()), variable.getValue()));
    }

    boolean isCluster() {
        return text("cluster.enabled").equals("true");
    }

    String text(String key) {
        return String.valueOf(values.get(key));
    }

    int number(String key) {
        return Integer.parseInt(text(key));
    }

    Duration duration(String key) {
        return Duration.parse("PT" + text(key));
    }

    /** In bytes: {@code 64MiB}, {@code 256KiB}. */
    long bytes(String key) {
        return Quantity.fromString(text(key).replaceAll("B$", "")).getNumber().longValue();
    }

    /** Whether it is that of a setting. */
    static boolean isKnown(String variable) {
        return !variable.startsWith("POLYLOOP_") || DEFAULTS.containsKey(key(variable));
    }

    static String key(String variable) {
        return DEFAULTS.keySet().stream()
                .filter(key -> variable.equals("POLYLOOP_"
                        + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_')))
                .findFirst()
                .orElse(variable);
    }

    private static Map<?, ?> yaml(String text) {
        return new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
    }

    private static void flatten(String prefix, Map<?, ?> nested, Map<String, Object> flat) {
        nested.forEach((name, value) -> {
            if (value instanceof Map<?, ?> group) {
                flatten(prefix + name + ".", group, flat);
            } else {
                flat.put(prefix + name, value);
            }
        });
    }
}
