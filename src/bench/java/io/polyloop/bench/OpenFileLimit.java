package io.polyloop.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The limit of open files, and so of sockets, for this process and each process that it starts. */
final class OpenFileLimit {
    private static final int REQUIRED = 18_000;
    private static final String LIMIT = "Max open files";

    private OpenFileLimit() {}

    /** Warns before the run if the limit is too low; without the warning a workload fails ten minutes later. */
    static void warnIfTooLow() throws IOException {
        long allowed = Files.readAllLines(Path.of("/proc/self/limits")).stream()
                .filter(line -> line.startsWith(LIMIT))
                .map(line -> line.substring(LIMIT.length()).strip().split(" +")[0])
                .mapToLong(OpenFileLimit::parse)
                .findFirst()
                .orElse(Long.MAX_VALUE);
        if (allowed < REQUIRED) {
            System.out.println("The limit of open files is " + allowed
                    + ", too low for workloads with 10,000 connections;" + " raise it with ulimit -n " + REQUIRED);
        }
    }

    private static long parse(String limit) {
        return limit.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(limit);
    }
}
