package io.polyloop.proof.chaos;

import io.polyloop.proof.local.LocalCluster;
import io.polyloop.proof.local.LocalNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Halves the start time of nodes, which restart again and again: with little compilation, and with an archive of the
 * classes that a first node loaded (JEP 350).
 */
final class FastStart {
    private static final String ARCHIVE = "classes.jsa";
    /** Of a test: quick to start, and small. */
    static final List<String> JVM_OPTIONS = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m");

    private static final Map<String, String> SINGLE_NODE = Map.of("POLYLOOP_CLUSTER_MINIMUM", "1");

    private FastStart() {}

    /** Deletes the archive of an earlier run, because an archive is valid for one jar only. */
    static void deleteArchive(Path folder) throws IOException {
        Files.deleteIfExists(folder.resolve(ARCHIVE));
    }

    /**
     * Runs the packaged jar with the archive in {@code folder}; creates the archive if it does not exist.
     *
     * @param options of the JVM
     */
    static LocalCluster fromArchive(Path folder, List<String> options, LocalCluster cluster) {
        Path archive = folder.resolve(ARCHIVE);
        if (!Files.exists(archive)) {
            LocalNode first = cluster.with(
                            LocalCluster.jar(with(options, "-XX:ArchiveClassesAtExit=" + archive)), SINGLE_NODE)
                    .nodes(1)
                    .get(0);
            first.start();
            first.awaitReadyOrExit();
            first.terminate();
            first.awaitExit();
        }
        return cluster.with(LocalCluster.jar(with(options, "-XX:SharedArchiveFile=" + archive)), Map.of());
    }

    /** Runs the classes of this process, which include the verticles of this package; no archive contains them. */
    static LocalCluster fromClasses(List<String> options, LocalCluster cluster, String option) {
        return cluster.with(LocalCluster.classes(with(options, option)), Map.of());
    }

    private static List<String> with(List<String> options, String option) {
        List<String> all = new ArrayList<>(options);
        all.add(option);
        return all;
    }
}
