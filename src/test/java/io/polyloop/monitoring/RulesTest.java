package io.polyloop.monitoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every alert helps the person that it wakes. What promtool checks is in src/test/sh/alerts.sh. */
class RulesTest {
    private static final Path RUNBOOKS = Path.of("docs/runbooks.md");

    @Test
    void every_alert_has_a_summary_a_description_and_a_severity() {
        for (Map<String, Object> alert : Rules.alerts()) {
            Map<String, Object> annotations = Rules.map(alert.get("annotations"));
            String name = alert.get("alert").toString();
            assertEquals(Set.of("summary", "description", "runbook_url"), annotations.keySet(), name);
            Object severity = Rules.map(alert.get("labels")).get("severity");
            assertTrue(List.of("critical", "warning").contains(severity), name);
        }
    }

    @Test
    void every_alert_links_to_its_section_of_the_runbooks() {
        List<String> headings = Rules.text(RUNBOOKS)
                .lines()
                .filter(line -> line.startsWith("### "))
                .map(line -> line.substring("### ".length()))
                .toList();
        assertEquals(names(), headings);
        for (Map<String, Object> alert : Rules.alerts()) {
            String url = Rules.map(alert.get("annotations")).get("runbook_url").toString();
            assertTrue(url.endsWith("/" + RUNBOOKS + "#" + anchor(alert)), url);
        }
    }

    @Test
    void every_alert_has_a_firing_and_a_silent_test() throws IOException {
        Set<String> firing = new HashSet<>();
        Set<String> silent = new HashSet<>();
        try (Stream<Path> files = Files.list(Path.of("src/test/prometheus"))) {
            for (Path file : files.toList()) {
                for (Map<String, Object> test : Rules.list(Rules.yaml(file).get("tests"))) {
                    // A job with the fault, and one without, of which no sample is expected.
                    Map<String, Object> expected =
                            Rules.list(test.get("promql_expr_test")).get(0);
                    String name = expected.get("expr").toString().replaceAll(".*alertname=\"(\\w+)\".*", "$1");
                    if (!Rules.list(expected.get("exp_samples")).isEmpty()) {
                        firing.add(name);
                    }
                    if (test.get("input_series").toString().contains("job=\"good-")
                            && !expected.toString().contains("job=\"good-")) {
                        silent.add(name);
                    }
                }
            }
        }
        assertEquals(Set.copyOf(names()), firing);
        assertEquals(Set.copyOf(names()), silent);
    }

    private static List<String> names() {
        return Rules.alerts().stream()
                .map(alert -> alert.get("alert").toString())
                .collect(Collectors.toList());
    }

    private static String anchor(Map<String, Object> alert) {
        return alert.get("alert").toString().toLowerCase(Locale.ROOT);
    }
}
