package io.polyloop.bench;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The parsed command line.
 *
 * @param only names of workloads; empty for all that run by default
 * @param command the command line to repeat the run
 */
record Arguments(Scale scale, Set<String> only, boolean list, boolean keep, boolean help, String command) {
    static final String USAGE =
            """
            src/bench/run.sh [argument…]

              --quick          fewer rounds, sizes and peers: 4 minutes instead of 15
              --smoke          tiny counts, only peers that Maven provides: shows that everything works, not how fast
              --only=a,b       only these workloads, also those that do not run by default; idle means idle-sockets
                               and idle-http
              --list           list the workloads, their peers and how long they take
              --keep           if nothing failed, copy the report and its charts to src/bench/results; with --only,
                               under the names of the workloads
              --help           show this text
            """;

    private static final String ONLY = "--only=";
    private static final Set<String> FLAGS = Set.of("--quick", "--smoke", "--list", "--keep", "--help");

    /** @throws IllegalArgumentException with a message for the user */
    static Arguments parse(String... args) {
        List<String> given = List.of(args);
        for (String argument : given) {
            if (!FLAGS.contains(argument) && !argument.startsWith(ONLY)) {
                throw new IllegalArgumentException("Unknown argument: " + argument);
            }
        }
        return new Arguments(
                scale(given),
                only(given),
                given.contains("--list"),
                given.contains("--keep"),
                given.contains("--help"),
                ("src/bench/run.sh " + String.join(" ", given)).strip());
    }

    /** The file name of a kept report, without its extension. */
    String reportName() {
        return only.isEmpty() ? "report" : only.stream().sorted().collect(Collectors.joining("-"));
    }

    boolean selects(Workload workload) {
        return only.isEmpty() ? list || workload.byDefault() : only.stream().anyMatch(name -> matches(name, workload));
    }

    /** @throws IllegalArgumentException if a named workload does not exist */
    void checkWorkloads(List<Workload> workloads) {
        List<String> names = workloads.stream().map(Workload::name).toList();
        for (String name : only) {
            if (workloads.stream().noneMatch(workload -> matches(name, workload))) {
                throw new IllegalArgumentException(
                        "Unknown workload: " + name + "; use one of " + String.join(", ", names));
            }
        }
    }

    /** {@code idle} matches {@code idle-sockets} and {@code idle-http}. */
    private static boolean matches(String name, Workload workload) {
        return workload.name().equals(name) || workload.name().startsWith(name + "-");
    }

    private static Scale scale(List<String> given) {
        if (given.contains("--smoke")) {
            return Scale.SMOKE;
        }
        return given.contains("--quick") ? Scale.QUICK : Scale.FULL;
    }

    private static Set<String> only(List<String> given) {
        return given.stream()
                .filter(argument -> argument.startsWith(ONLY))
                .flatMap(argument -> List.of(argument.substring(ONLY.length()).split(",")).stream())
                .collect(Collectors.toUnmodifiableSet());
    }
}
