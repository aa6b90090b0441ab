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
 * Measures Polyloop and what somebody would use in its place, on the same work in the same run. Exit codes: 2 for
 * arguments that are not accepted, 1 if something could not be measured that should have been.
 */
public final class Bench {
    private static final int INVALID_ARGUMENTS = 2;
    private static final int INCOMPLETE = 1;

    private Bench() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        // A µ is not to become a question mark where no locale is set.
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
        // What a smoke run measures comes from Maven: none of it can be missing.
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
