package io.polyloop.k8s;

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

/** The settings of conf/ with the overrides of the manifests. A key that conf/ does not have is an error. */
record PodSettings(Map<String, Object> values) {
    static PodSettings defaults() {
        try {
            PodSettings settings = new PodSettings(new TreeMap<>());
            flatten("", yaml(Files.readString(Path.of("conf", "polyloop.yaml"))), settings.values);
            return settings;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void overlay(String yaml) {
        Map<String, Object> changes = new TreeMap<>();
        flatten("", yaml(yaml), changes);
        changes.forEach(this::put);
    }

    void environment(List<V1EnvVar> variables) {
        variables.stream()
                .filter(variable -> variable.getName().startsWith("POLYLOOP_"))
                .forEach(variable -> put(key(variable.getName()), variable.getValue()));
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

    private void put(String key, Object value) {
        if (!values.containsKey(key)) {
            throw new AssertionError(key + " is not a setting of conf/polyloop.yaml");
        }
        values.put(key, value);
    }

    private String key(String variable) {
        return values.keySet().stream()
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
