package io.polyloop.proof.chaos;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs the scenarios: {@code [--only=kill,mix] [--short] [--minutes=10] [--seed=42] [--token] [--settings=pods]}, or with
 * {@code --other=<jar>} those that change the build. The exit code is 1 if a guarantee did not hold or a scenario failed,
 * and 2 if the arguments are wrong.
 */
public final class Chaos {
    private Chaos() {}

    public static void main(String[] args) throws Exception {
        System.exit(run(parse(args)) ? 0 : 1);
    }

    private static Arguments parse(String[] args) {
        try {
            return Arguments.of(List.of(args));
        } catch (IllegalArgumentException invalid) {
            System.err.println(invalid.getMessage());
            System.exit(2);
            throw invalid;
        }
    }

    private static boolean run(Arguments arguments) throws Exception {
        System.out.println("seed " + arguments.seed());
        Path folder = arguments.folder();
        FastStart.deleteArchive(folder);
        List<ScenarioResult> results = new ArrayList<>();
        List<String> failed = new ArrayList<>();
        for (Scenario scenario : arguments.scenarios()) {
            String reason = scenario.environment().unavailableReason();
            if (!reason.isEmpty()) {
                System.out.printf("%n!!! %s IS SKIPPED: %s%n", scenario.name(), reason);
                continue;
            }
            try {
                results.add(new ScenarioRunner(scenario, arguments).run());
            } catch (Exception | AssertionError failure) {
                failure.printStackTrace(System.out);
                failed.add(scenario.name());
            }
        }
        new Report(arguments.seed()).write(folder, results);
        results.stream()
                .filter(result -> !result.passed())
                .map(result -> result.scenario().name())
                .forEach(failed::add);
        System.out.println(summary(results, failed));
        return failed.isEmpty();
    }

    private static String summary(List<ScenarioResult> results, List<String> failed) {
        if (!failed.isEmpty()) {
            return "failed: " + failed;
        }
        return results.isEmpty() ? "no scenario ran" : "all guarantees held";
    }
}
