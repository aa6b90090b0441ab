package io.polyloop.bench;

import io.polyloop.bench.load.ClientLoop;
import io.polyloop.bench.report.Report;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Measures Polyloop and its alternatives on the same work in the same run. Exit codes: 2 for invalid arguments, 1 if a
 * figure is missing that should have been measured.
 */
public final class Bench {
    private static final int INVALID_ARGUMENTS = 2;
    private static final int INCOMPLETE = 1;

    private Bench() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        // Without a locale, the default charset would print µ as a question mark.
        System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8));
        System.exit(run(args));
    }

    private static int run(String... args) throws IOException, InterruptedException {
        try (ClientLoop loop = new ClientLoop()) {
            Arguments arguments = Arguments.parse(args);
            List<Workload> workloads = Workloads.all(arguments.scale(), loop);
            arguments.checkWorkloads(workloads);
            return run(arguments, workloads.stream().filter(arguments::selects).toList());
        } catch (IllegalArgumentException refused) {
            System.out.println(refused.getMessage() + "\n\n" + Arguments.USAGE);
            return INVALID_ARGUMENTS;
        }
    }

    private static int run(Arguments arguments, List<Workload> workloads) throws IOException, InterruptedException {
        if (arguments.help()) {
            System.out.print(Arguments.USAGE);
            return 0;
        }
        if (arguments.list()) {
            workloads.forEach(Bench::list);
            return 0;
        }
        OpenFileLimit.warnIfTooLow();
        Results results = new Results();
        new Runner(results, new Progress(workloads)).run(workloads);
        Report.write(results, arguments.command(), arguments.only().isEmpty());
        // Maven provides every peer of a smoke run, so none may be unavailable.
        boolean complete = results.isComplete(arguments.scale().isSmoke());
        if (arguments.keep() && complete) {
            Report.keep(arguments.reportName());
        }
        return complete ? 0 : INCOMPLETE;
    }

    private static void list(Workload workload) {
        System.out.printf("%s, about %.0f s%n", workload.name(), workload.estimatedSeconds());
        workload.peers().forEach(peer -> System.out.println("  " + peer.name()));
    }
}
