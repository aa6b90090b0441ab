package io.polyloop.proof.chaos;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs the proofs: {@code [--only=kill,mix] [--short] [--minutes=10] [--seed=42]}. Exit code 1 if a promise was broken.
 */
public final class Chaos {
    private static final Path FOLDER = Path.of("target", "chaos").toAbsolutePath();

    private Chaos() {}

    public static void main(String[] args) throws Exception {
        Arguments arguments = Arguments.of(List.of(args));
        System.out.println("seed " + arguments.seed());
        FastStart.deleteArchive(FOLDER);
        List<ScenarioResult> results = new ArrayList<>();
        List<String> broken = new ArrayList<>();
        for (Scenario scenario : arguments.scenarios()) {
            String missing = scenario.environment().unavailableReason();
            if (!missing.isEmpty()) {
                System.out.printf("%n!!! %s IS SKIPPED: %s%n", scenario.name(), missing);
                continue;
            }
            try {
                results.add(new ScenarioRunner(scenario, arguments.seed(), FOLDER.resolve(scenario.name())).run());
            } catch (Exception | AssertionError failed) {
                failed.printStackTrace(System.out);
                broken.add(scenario.name());
            }
        }
        new Report(arguments.seed()).write(FOLDER, results);
        results.stream()
                .filter(result -> !result.passed())
                .map(result -> result.scenario().name())
                .forEach(broken::add);
        System.out.println(broken.isEmpty() ? "every promise was kept" : "broken promises in: " + broken);
        System.exit(broken.isEmpty() ? 0 : 1);
    }
}
