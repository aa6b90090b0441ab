package io.polyloop.chaos;

import io.polyloop.local.LocalCluster;
import io.polyloop.local.LocalNode;
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
final class Quick {
    private static final Duration START = Duration.ofMinutes(1);
    private static final List<String> OPTIONS = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m");

    private static final Map<String, String> ALONE = Map.of("POLYLOOP_CLUSTER_MINIMUM", "1");

    private Quick() {}

    /** The packaged jar, started from {@code archive}, which is made if it is not there. */
    static LocalCluster from(Path archive, LocalCluster cluster) {
        if (!Files.exists(archive)) {
            LocalNode first = cluster.with(jar("-XX:ArchiveClassesAtExit=" + archive), ALONE)
                    .nodes(1)
                    .get(0);
            first.start();
            Awaitility.await().atMost(START).until(() -> first.ready() || !first.running());
            first.terminate();
            first.await();
        }
        return cluster.with(jar("-XX:SharedArchiveFile=" + archive), Map.of());
    }

    /** The classes that run this, with those of the tests among them: no archive takes them. */
    static LocalCluster classes(LocalCluster cluster, String option) {
        return cluster.with(LocalCluster.classes(with(option)), Map.of());
    }

    private static List<String> jar(String option) {
        return LocalCluster.jar(with(option).toArray(String[]::new));
    }

    private static List<String> with(String option) {
        List<String> options = new ArrayList<>(OPTIONS);
        options.add(option);
        return options;
    }
}
