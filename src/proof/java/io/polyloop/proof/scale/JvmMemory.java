package io.polyloop.proof.scale;

import io.polyloop.proof.local.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Memory of a JVM after a garbage collection, in bytes.
 *
 * @param resident resident set size of the process
 * @param heap size of the live objects
 */
public record JvmMemory(long resident, long heap) {
    private static final String RESIDENT = "VmRSS:";

    public static JvmMemory of(long pid) throws IOException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        // The histogram starts with a full collection, and its last line is "Total <objects> <bytes>".
        List<String> histogram = Command.run(jcmd, Long.toString(pid), "GC.class_histogram");
        String[] total = histogram.get(histogram.size() - 1).strip().split("\\s+");
        return new JvmMemory(resident(pid), Long.parseLong(total[2]));
    }

    private static long resident(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(line -> line.startsWith(RESIDENT))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElseThrow();
    }
}
