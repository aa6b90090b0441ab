package io.polyloop.proof.chaos;

import io.polyloop.proof.client.ClientTokens;
import io.polyloop.proof.local.LocalDatabase;
import io.polyloop.proof.local.NetworkNamespaces;
import io.polyloop.proof.local.NodeEnvironment;
import io.polyloop.proof.pods.Pods; // part:kubernetes
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How the nodes of a scenario run.
 *
 * @param variables settings, as environment variables
 * @param tokens what their clients present
 */
record NodeSettings(
        NodeEnvironment environment, Map<String, String> variables, List<String> jvmOptions, ClientTokens tokens) {
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
    /** The samples would triple the start time of nodes, which restart again and again. */
    private static final Map<String, String> WITHOUT_SAMPLES = Map.of("POLYLOOP_VERTICLES", "");

    /**
     * Prepares the database for them.
     *
     * @param host the name or address by which the nodes reach this machine
     * @param folder for settings files
     */
    static NodeSettings of(
            Arguments arguments, NodeEnvironment environment, LocalDatabase database, String host, Path folder)
            throws IOException {
        // part:kubernetes
        if (arguments.pods()) {
            Pods pods = Pods.create((NetworkNamespaces) environment, database, folder.resolve("pods"));
            return new NodeSettings(pods, WITHOUT_SAMPLES, pods.jvmOptions(), ClientTokens.of(pods.serviceKey()));
        }
        // end:kubernetes
        database.allowNetwork(NetworkNamespaces.NETWORK);
        ClientTokens tokens = arguments.token() ? ClientTokens.issued() : ClientTokens.none();
        Map<String, String> variables = new HashMap<>(OF_A_TEST);
        variables.putAll(WITHOUT_SAMPLES);
        variables.put("POLYLOOP_JOURNAL_URL", database.url(host));
        variables.putAll(tokens.settings(folder));
        return new NodeSettings(environment, variables, FastStart.JVM_OPTIONS, tokens);
    }
}
