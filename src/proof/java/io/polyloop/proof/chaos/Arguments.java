package io.polyloop.proof.chaos;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * The options of the command line.
 *
 * @param token whether clients have to authenticate
 * @param pods whether nodes have the settings of the cluster's pods instead of those of a test
 * @param other the jar of another build, which the scenarios change from or to
 */
record Arguments(long seed, boolean token, boolean pods, Optional<Path> other, List<Scenario> scenarios) {
    /** The share of each scenario's duration that {@code --short} runs. */
    private static final double SHORT = 0.1;

    /** @throws IllegalArgumentException if an option names something that does not exist */
    static Arguments of(List<String> args) {
        Optional<Duration> duration =
                value(args, "--minutes=").map(minutes -> Duration.ofMinutes(Long.parseLong(minutes)));
        Optional<Path> other = value(args, "--other=").map(Path::of);
        boolean pods = isPods(args);
        refuseWithPods(pods, args, other);
        List<Scenario> scenarios = selected(args, other.isPresent() ? Scenarios.MIXED : Scenarios.ALL).stream()
                .map(scenario -> args.contains("--short") ? scenario.scaled(SHORT) : scenario)
                .map(scenario -> duration.map(scenario::withDuration).orElse(scenario))
                .filter(scenario -> !pods || scenario.environment() != EnvironmentKind.FAKE_CLOCKS)
                .map(scenario -> pods ? scenario.in(EnvironmentKind.NETWORK_NAMESPACES) : scenario)
                .toList();
        other.filter(jar -> !Files.isRegularFile(jar)).ifPresent(jar -> {
            throw new IllegalArgumentException("--other=" + jar + ": not a file; name the jar of another build");
        });
        long seed = value(args, "--seed=").map(Long::parseLong).orElseGet(() -> new Random().nextLong(1_000_000));
        return new Arguments(seed, args.contains("--token"), pods, other, scenarios);
    }

    private static void refuseWithPods(boolean pods, List<String> args, Optional<Path> other) {
        if (pods && args.contains("--token")) {
            throw new IllegalArgumentException(
                    "--token: with --settings=pods clients present a service key; leave one of them out");
        }
        if (pods && other.isPresent()) {
            throw new IllegalArgumentException("--settings=pods: the pods have one image; leave --other out");
        }
    }

    /** The folder of the report. */
    Path folder() {
        String name = other.isPresent() ? "mixed" : pods ? "chaos-pods" : "chaos";
        return Path.of("target", name).toAbsolutePath();
    }

    private static boolean isPods(List<String> args) {
        return value(args, "--settings=")
                .map(name -> {
                    if (!name.equals("pods")) {
                        throw new IllegalArgumentException("--settings=" + name + ": write pods, or leave it out");
                    }
                    return true;
                })
                .orElse(false);
    }

    private static List<Scenario> selected(List<String> args, List<Scenario> all) {
        List<String> existing = all.stream().map(Scenario::name).toList();
        List<String> only =
                value(args, "--only=").map(names -> List.of(names.split(","))).orElse(existing);
        // Without this check a misspelt name would run no scenario and report success.
        if (!existing.containsAll(only)) {
            throw new IllegalArgumentException("--only=" + String.join(",", only) + ": choose from " + existing);
        }
        return all.stream().filter(scenario -> only.contains(scenario.name())).toList();
    }

    private static Optional<String> value(List<String> args, String name) {
        return args.stream()
                .filter(arg -> arg.startsWith(name))
                .map(arg -> arg.substring(name.length()))
                .findFirst();
    }
}
