package io.polyloop.monitoring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The rules of {@code k8s/components/monitoring/rules.yaml}. */
final class Rules {
    static final Path FILE = Path.of("k8s/components/monitoring/rules.yaml");

    private Rules() {}

    /** All rules, as YAML has them. */
    static List<Map<String, Object>> all() {
        Map<String, Object> spec = map(yaml(FILE).get("spec"));
        return list(spec.get("groups")).stream()
                .flatMap(group -> list(group.get("rules")).stream())
                .toList();
    }

    static List<Map<String, Object>> alerts() {
        return all().stream().filter(rule -> rule.containsKey("alert")).toList();
    }

    /** The address of the runbook of an alert. */
    static String runbook(String alert) {
        return alerts().stream()
                .filter(rule -> rule.get("alert").equals(alert))
                .map(rule -> map(rule.get("annotations")).get("runbook_url").toString())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no alert " + alert));
    }

    static List<String> expressions() {
        return all().stream().map(rule -> rule.get("expr").toString()).toList();
    }

    static Map<String, Object> yaml(Path file) {
        return new Yaml(new SafeConstructor(new LoaderOptions())).load(text(file));
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Object yaml) {
        return (Map<String, Object>) yaml;
    }

    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> list(Object yaml) {
        return (List<Map<String, Object>>) yaml;
    }
}
