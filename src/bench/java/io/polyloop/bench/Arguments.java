package io.polyloop.bench;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What was asked for on the command line.
 *
 * @param only names of workloads; empty for all
 * @param command how to do the same again
 */
record Arguments(Scale scale, Set<String> only, boolean list, boolean keep, boolean help, String command) {
    static final String USAGE =
            """
            src/bench/run.sh [argument…]

              --quick          fewer rounds, sizes and peers: 4 minutes instead of 15
              --smoke          only what comes from Maven, tiny counts: shows that it works, not how fast it is
              --only=a,b       only these workloads; idle stands for idle-sockets and idle-http, languages for three
                               that are not done otherwise
              --list           what workloads and peers there are, and how long they take
              --keep           copy the report and its pictures to src/bench/results, if nothing failed; with --only, under
                               that name
              --help           this text
            """;

    private static final String ONLY = "--only=";
    private static final Set<String> FLAGS = Set.of("--quick", "--smoke", "--list", "--keep", "--help");

    /** @throws IllegalArgumentException with a text for whoever typed them */
    static Arguments parse(String... args) {
        List<String> given = List.of(args);
        for (String argument : given) {
            if (!FLAGS.contains(argument) && !argument.startsWith(ONLY)) {
                throw new IllegalArgumentException("unknown argument: " + argument);
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

    /** What its report is kept as. */
    String reportName() {
        return only.isEmpty() ? "report" : only.stream().sorted().collect(Collectors.joining("-"));
    }

    boolean selects(Workload workload) {
        return only.isEmpty() ? list || workload.byDefault() : only.stream().anyMatch(name -> matches(name, workload));
    }

    /** @throws IllegalArgumentException if a workload was asked for that is not there */
    void checkWorkloads(List<Workload> workloads) {
        List<String> names = workloads.stream().map(Workload::name).toList();
        for (String name : only) {
            if (workloads.stream().noneMatch(workload -> matches(name, workload))) {
                throw new IllegalArgumentException("no workload " + name + ", there are " + String.join(", ", names));
            }
        }
    }

    /** {@code idle} stands for {@code idle-sockets} and {@code idle-http}. */
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
