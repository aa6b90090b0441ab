package io.polyloop.proof.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * The options of the command line.
 *
 * @param token whether clients have to authenticate
 */
record Arguments(long seed, boolean token, List<Scenario> scenarios) {
    /** The share of each scenario's duration that {@code --short} runs. */
    private static final double SHORT = 0.1;

    /** @throws IllegalArgumentException if {@code --only} names a scenario that does not exist */
    static Arguments of(List<String> args) {
        Optional<Duration> duration =
                value(args, "--minutes=").map(minutes -> Duration.ofMinutes(Long.parseLong(minutes)));
        List<Scenario> scenarios = selected(args).stream()
                .map(scenario -> args.contains("--short") ? scenario.scaled(SHORT) : scenario)
                .map(scenario -> duration.map(scenario::withDuration).orElse(scenario))
                .toList();
        long seed = value(args, "--seed=").map(Long::parseLong).orElseGet(() -> new Random().nextLong(1_000_000));
        return new Arguments(seed, args.contains("--token"), scenarios);
    }

    private static List<Scenario> selected(List<String> args) {
        List<Scenario> all = Scenarios.ALL;
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
