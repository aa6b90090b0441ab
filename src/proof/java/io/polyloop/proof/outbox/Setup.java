package io.polyloop.proof.outbox;

import io.polyloop.proof.local.LocalCluster;
import io.polyloop.proof.local.LocalNode;
import io.polyloop.proof.local.LoopbackPorts;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** The nodes and the database of one run, and what fails in them. */
interface Setup extends AutoCloseable {
    /** Avoids the ports of a service and of another tool on this machine. */
    int PORT_OFFSET = 3_000;

    /** Halves the start time of nodes, which are killed again and again. */
    List<String> JVM_OPTIONS = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m");

    List<LocalNode> nodes();

    /** All nodes are ready: what can fail only then, fails from now on until the next {@link #fail}. */
    default void ready() {}

    /** Causes one failure and repairs it; returns its name. */
    String fail(Random random) throws Exception;

    /** How often the connection to the database was cut within a COMMIT. */
    default long cuts() {
        return 0;
    }

    /** The JDBC URL of the database, past the nodes, once one has been ready. */
    String url() throws Exception;

    @Override
    void close() throws Exception;

    /** The public addresses of the nodes. */
    default List<URI> uris() {
        LoopbackPorts ports = new LoopbackPorts(PORT_OFFSET);
        return IntStream.range(0, nodes().size()).mapToObj(ports::http).toList();
    }

    /** Creates nodes that run {@link OutboxVerticle}. */
    static List<LocalNode> nodes(Path folder, int count, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("POLYLOOP_VERTICLES", OutboxVerticle.class.getName());
        LoopbackPorts ports = new LoopbackPorts(PORT_OFFSET);
        return new LocalCluster(folder, LocalCluster.classes(JVM_OPTIONS), ports, all).nodes(count);
    }
}
