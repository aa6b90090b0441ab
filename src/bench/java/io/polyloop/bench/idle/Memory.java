package io.polyloop.bench.idle;

import io.polyloop.bench.Server;
import io.polyloop.bench.Tool;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;

/**
 * What a server holds once it has thrown away what it can.
 *
 * @param process memory of the process
 * @param heap live objects, if it is a JVM and the JDK's {@code jcmd} is there
 */
record Memory(double process, OptionalDouble heap) {
    private static final long SETTLE_MILLIS = 500;

    static Memory of(Server server) throws InterruptedException {
        String command = command(server);
        TimeUnit.MILLISECONDS.sleep(SETTLE_MILLIS);
        collectGarbage(server, command);
        // Again, as the histogram collects too: what the first run has to finalize goes with the second.
        OptionalDouble heap = command.endsWith("java") ? heap(server) : OptionalDouble.empty();
        return new Memory(server.memoryBytes(), heap);
    }

    private static void collectGarbage(Server server, String command) throws InterruptedException {
        String pid = String.valueOf(server.pid());
        if (command.endsWith("java")) {
            Tool.run("jcmd", pid, "GC.run");
        } else if (command.endsWith("node")) {
            // The scripts of this benchmark listen to it; a JVM would not survive it.
            Tool.run("kill", "-USR2", pid);
        }
        TimeUnit.MILLISECONDS.sleep(SETTLE_MILLIS);
    }

    private static OptionalDouble heap(Server server) throws InterruptedException {
        return Tool.run("jcmd", String.valueOf(server.pid()), "GC.class_histogram").stream()
                .filter(line -> line.startsWith("Total"))
                .mapToDouble(line -> Double.parseDouble(line.strip().split(" +")[2]))
                .findFirst();
    }

    private static String command(Server server) {
        return ProcessHandle.of(server.pid())
                .flatMap(process -> process.info().command())
                .orElse("");
    }
}
