package io.polyloop.proof.chaos;

import io.polyloop.proof.local.LocalCluster;
import io.polyloop.proof.local.LocalNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/**
 * Nodes that start in half the time, since they start again and again: little is compiled, and what a first one loaded
 * is kept in an archive of the JVM (JEP 350).
 */
final class FastStart {
    private static final String ARCHIVE = "classes.jsa";
    private static final Duration START_TIMEOUT = Duration.ofMinutes(1);
    private static final List<String> OPTIONS = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m");
    private static final Map<String, String> SINGLE_NODE = Map.of("POLYLOOP_CLUSTER_MINIMUM", "1");

    private FastStart() {}

    /** Removes the archive of an earlier run: of another jar it would be good for nothing. */
    static void deleteArchive(Path folder) throws IOException {
        Files.deleteIfExists(folder.resolve(ARCHIVE));
    }

    /** The packaged jar, started from the archive in {@code folder}, which is made if it is not there. */
    static LocalCluster fromArchive(Path folder, LocalCluster cluster) {
        Path archive = folder.resolve(ARCHIVE);
        if (!Files.exists(archive)) {
            LocalNode first = cluster.with(
                            LocalCluster.jar(jvmOptions("-XX:ArchiveClassesAtExit=" + archive)), SINGLE_NODE)
                    .nodes(1)
                    .get(0);
            first.start();
            Awaitility.await().atMost(START_TIMEOUT).until(() -> first.ready() || !first.running());
            first.terminate();
            first.awaitExit();
        }
        return cluster.with(LocalCluster.jar(jvmOptions("-XX:SharedArchiveFile=" + archive)), Map.of());
    }

    /** The classes that run this, with those of the tests among them: no archive takes them. */
    static LocalCluster fromClasses(LocalCluster cluster, String option) {
        return cluster.with(LocalCluster.classes(jvmOptions(option)), Map.of());
    }

    private static List<String> jvmOptions(String option) {
        List<String> options = new ArrayList<>(OPTIONS);
        options.add(option);
        return options;
    }
}
