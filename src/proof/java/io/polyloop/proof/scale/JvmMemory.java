package io.polyloop.proof.scale;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Memory of a JVM after a garbage collection.
 *
 * @param resident what the process takes of the machine
 * @param heap bytes of the objects that live
 */
record JvmMemory(long resident, long heap) {
    private static final String RESIDENT = "VmRSS:";

    static JvmMemory of(long pid) throws IOException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        // It counts after a full collection, and its last line is "Total <objects> <bytes>".
        List<String> histogram = Tool.lines(jcmd, Long.toString(pid), "GC.class_histogram");
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
