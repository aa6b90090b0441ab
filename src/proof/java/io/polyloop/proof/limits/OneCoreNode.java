package io.polyloop.proof.limits;

import io.polyloop.proof.local.LocalCluster;
import io.polyloop.proof.local.LocalNode;
import io.polyloop.proof.local.LoopbackPorts;
import io.polyloop.proof.scale.JvmMemory;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A node with the first core of the machine for itself, and the heap that the image gives it in 1 GiB. */
final class OneCoreNode implements AutoCloseable {
    private static final int PORT_OFFSET = 4_000;
    private static final List<String> CORE = List.of("taskset", "-c", "0");
    private static final List<String> JVM = List.of("-XX:ActiveProcessorCount=1", "-Xmx512m");

    private final LoopbackPorts ports = new LoopbackPorts(PORT_OFFSET);
    private final LocalNode node;

    private OneCoreNode(Path folder, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(ports.settings(0, 1));
        settings.put("POLYLOOP_DATA_DIR", folder.resolve("data").toString());
        settings.putAll(more);
        List<String> command = new ArrayList<>(CORE);
        command.addAll(LocalCluster.jar(JVM));
        node = new LocalNode("node", command, settings, ports.http(0), ports.management(0), folder);
    }

    static OneCoreNode start(Path folder, Map<String, String> settings) {
        OneCoreNode started = new OneCoreNode(folder, settings);
        started.node.start();
        started.node.awaitReadyOrExit();
        if (!started.node.running()) {
            throw new IllegalStateException("the node exited; see " + started.node.log());
        }
        return started;
    }

    URI http() {
        return ports.http(0);
    }

    long cpuNanos() {
        return cpuNanos(ProcessHandle.of(node.pid()).orElseThrow());
    }

    static long cpuNanos(ProcessHandle process) {
        return process.info().totalCpuDuration().orElseThrow().toNanos();
    }

    JvmMemory memory() throws IOException {
        return JvmMemory.of(node.pid());
    }

    @Override
    public void close() {
        node.kill();
    }
}
