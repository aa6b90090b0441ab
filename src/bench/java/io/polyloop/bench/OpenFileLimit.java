package io.polyloop.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How many sockets this process, and each one that it starts, may have open. */
final class OpenFileLimit {
    private static final int REQUIRED = 18_000;
    private static final String LIMIT = "Max open files";

    private OpenFileLimit() {}

    /** Says so beforehand if it is too few, rather than by a failure ten minutes later. */
    static void warnIfTooLow() throws IOException {
        long allowed = Files.readAllLines(Path.of("/proc/self/limits")).stream()
                .filter(line -> line.startsWith(LIMIT))
                .map(line -> line.substring(LIMIT.length()).strip().split(" +")[0])
                .mapToLong(OpenFileLimit::parse)
                .findFirst()
                .orElse(Long.MAX_VALUE);
        if (allowed < REQUIRED) {
            System.out.println("Only " + allowed + " files may be open, so workloads with 10,000 connections will fail:"
                    + " ulimit -n " + REQUIRED);
        }
    }

    private static long parse(String limit) {
        return limit.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(limit);
    }
}
