package io.polyloop.chaos;

import java.util.List;
import java.util.Random;

/** What is asked for on the command line. */
record Arguments(long seed, List<Scenario> scenarios) {
    /** Of each scenario's time, in a run that takes three minutes. */
    private static final double SHORT = 0.1;

    static Arguments of(List<String> args) {
        List<String> only =
                value(args, "--only=").map(names -> List.of(names.split(","))).orElse(List.of());
        List<Scenario> scenarios = Scenario.all().stream()
                .filter(scenario -> only.isEmpty() || only.contains(scenario.name()))
                .map(scenario -> args.contains("--short") ? scenario.shortened(SHORT) : scenario)
                .toList();
        long seed = value(args, "--seed=").map(Long::parseLong).orElseGet(() -> new Random().nextLong(1_000_000));
        return new Arguments(seed, scenarios);
    }

    private static java.util.Optional<String> value(List<String> args, String name) {
        return args.stream()
                .filter(arg -> arg.startsWith(name))
                .map(arg -> arg.substring(name.length()))
                .findFirst();
    }
}
