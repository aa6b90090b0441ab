package io.polyloop.bench.idle;

import io.polyloop.bench.Command;
import io.polyloop.bench.ServerProcess;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The memory of a server after a garbage collection.
 *
 * @param process memory of the process, in bytes
 * @param heap bytes of live objects by class; empty without a JVM or without the {@code jcmd} of a JDK
 */
record MemorySample(double process, Map<String, Long> heap) {
    /** A line such as {@code   1:  12345  678900  [B (java.base@17)}: rank, instances, bytes, class. */
    private static final Pattern LINE = Pattern.compile(" *\\d+: +\\d+ +(\\d+) +(\\S+).*");

    private static final long SETTLE_MILLIS = 500;

    static MemorySample of(ServerProcess server) throws InterruptedException {
        String command = command(server);
        TimeUnit.MILLISECONDS.sleep(SETTLE_MILLIS);
        collectGarbage(server, command);
        // The histogram collects garbage as well: this second collection frees what the first one finalized.
        Map<String, Long> heap = command.endsWith("java") ? heap(server) : Map.of();
        return new MemorySample(server.memoryBytes(), heap);
    }

    private static void collectGarbage(ServerProcess server, String command) throws InterruptedException {
        String pid = String.valueOf(server.pid());
        if (command.endsWith("java")) {
            Command.run("jcmd", pid, "GC.run");
        } else if (command.endsWith("node")) {
            // Only the Node scripts of this benchmark handle this signal; it would terminate a JVM.
            Command.run("kill", "-USR2", pid);
        }
        TimeUnit.MILLISECONDS.sleep(SETTLE_MILLIS);
    }

    private static Map<String, Long> heap(ServerProcess server) throws InterruptedException {
        Map<String, Long> heap = new HashMap<>();
        for (String line : Command.run("jcmd", String.valueOf(server.pid()), "GC.class_histogram")) {
            Matcher found = LINE.matcher(line);
            if (found.matches()) {
                heap.merge(found.group(2), Long.valueOf(found.group(1)), Long::sum);
            }
        }
        return heap;
    }

    private static String command(ServerProcess server) {
        return ProcessHandle.of(server.pid())
                .flatMap(process -> process.info().command())
                .orElse("");
    }
}
