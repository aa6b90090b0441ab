package io.polyloop.proof.chaos;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How the nodes of a scenario run, besides its database and its network.
 *
 * @param variables settings, as environment variables
 */
record NodeSettings(Map<String, String> variables, List<String> jvmOptions) {
    private static final Map<String, String> OF_A_TEST = Map.of(
            "POLYLOOP_CLUSTER_MINIMUM",
            "2",
            // The nodes have to recover from a network fault without a restart.
            "POLYLOOP_CLUSTER_ISOLATION_TIMEOUT",
            "10m",
            "POLYLOOP_LIVE_HEARTBEAT",
            "1s",
            "POLYLOOP_LIVE_DEAD_AFTER",
            "5s");

    /** @param folder for a settings file */
    static NodeSettings of(Arguments arguments, Path folder) throws IOException {
        // part:kubernetes
        if (arguments.pods()) {
            PodSettings pod = PodSettings.render();
            return new NodeSettings(pod.write(folder), pod.jvmOptions());
        }
        // end:kubernetes
        return new NodeSettings(OF_A_TEST, FastStart.JVM_OPTIONS);
    }
}
