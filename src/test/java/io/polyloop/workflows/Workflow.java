package io.polyloop.workflows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** A file of .github/workflows. */
record Workflow(String name, String text, Map<String, Object> content) {
    static List<Workflow> all() {
        try (Stream<Path> files = Files.list(Path.of(".github", "workflows"))) {
            return files.sorted().map(Workflow::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Workflow read(Path file) {
        try {
            String text = Files.readString(file);
            return new Workflow(
                    file.getFileName().toString(), text, new Yaml(new SafeConstructor(new LoaderOptions())).load(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The jobs that run here, not those that call another workflow. */
    Stream<Map<String, Object>> jobs() {
        return maps(((Map<?, ?>) content.get("jobs")).values()).filter(job -> !job.containsKey("uses"));
    }

    Stream<Map<String, Object>> steps() {
        return jobs().flatMap(job -> maps((List<?>) job.get("steps")));
    }

    Stream<String> scripts() {
        return steps().map(step -> (String) step.get("run")).filter(Objects::nonNull);
    }

    @SuppressWarnings("unchecked")
    private static Stream<Map<String, Object>> maps(Iterable<?> values) {
        return StreamSupport.stream(values.spliterator(), false).map(value -> (Map<String, Object>) value);
    }

    @Override
    public String toString() {
        return name;
    }
}
