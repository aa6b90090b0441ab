package io.polyloop.proof.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** What is asked for on the command line. */
record Arguments(long seed, List<Scenario> scenarios) {
    /** Of each scenario's time, in a run that takes three minutes. */
    private static final double SHORT = 0.1;

    static Arguments of(List<String> args) {
        List<String> only =
                value(args, "--only=").map(names -> List.of(names.split(","))).orElse(List.of());
        Optional<Duration> lasts =
                value(args, "--minutes=").map(minutes -> Duration.ofMinutes(Long.parseLong(minutes)));
        List<Scenario> scenarios = Scenario.all().stream()
                .filter(scenario -> only.isEmpty() || only.contains(scenario.name()))
                .map(scenario -> args.contains("--short") ? scenario.scaled(SHORT) : scenario)
                .map(scenario -> lasts.map(scenario::withDuration).orElse(scenario))
                .toList();
        long seed = value(args, "--seed=").map(Long::parseLong).orElseGet(() -> new Random().nextLong(1_000_000));
        return new Arguments(seed, scenarios);
    }

    private static Optional<String> value(List<String> args, String name) {
        return args.stream()
                .filter(arg -> arg.startsWith(name))
                .map(arg -> arg.substring(name.length()))
                .findFirst();
    }
}
