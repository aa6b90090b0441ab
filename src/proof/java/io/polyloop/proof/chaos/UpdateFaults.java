package io.polyloop.proof.chaos;

import io.polyloop.proof.local.LocalNode;
import io.polyloop.proof.local.Pause;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;

/** Changes the nodes to another build, one at a time, as a rolling update does. */
final class UpdateFaults {
    /** The exit code of a node that does not support the schema or the settings. */
    private static final int REFUSED = 2;

    private static final int REASON_LINES = 2;

    private UpdateFaults() {}

    /**
     * Drains each node in turn and starts the other build in its place; both serve together for a while. If the other
     * build refuses to start, the node and those after it keep the build that they have.
     */
    static void rollingUpdate(ClusterUnderTest cluster) throws IOException {
        Duration together = cluster.duration().dividedBy(cluster.nodes().size());
        for (LocalNode node : cluster.nodes()) {
            NodeFaults.drain(cluster, node);
            node.replace(cluster.builds().next());
            node.start();
            node.awaitReadyOrExit();
            if (!node.running() && node.awaitExit() == REFUSED) {
                cluster.timeline().refused(node.name(), lastLines(node));
                node.replace(cluster.builds().first());
                cluster.awaitReady();
                return;
            }
            cluster.awaitReady();
            cluster.timeline().record(node.name(), "changed to the other build");
            Pause.of(together);
            cluster.timeline().record("all", peers(cluster.nodes()));
        }
    }

    private static String lastLines(LocalNode node) throws IOException {
        List<String> lines = Files.readAllLines(node.log()).stream()
                .filter(line -> !line.contains(" INFO "))
                .toList();
        return String.join(" ", lines.subList(Math.max(0, lines.size() - REASON_LINES), lines.size()));
    }

    /** What each node says of the others. */
    private static String peers(List<LocalNode> nodes) {
        StringBuilder text = new StringBuilder("peers:");
        for (LocalNode node : nodes) {
            JsonArray checks = new JsonObject(node.readiness()).getJsonArray("checks");
            checks.stream()
                    .map(JsonObject.class::cast)
                    .filter(check -> check.getString("name").equals("cluster"))
                    .map(check -> check.getJsonObject("data"))
                    .forEach(data -> text.append(" %s hears %d, %d foreign;"
                            .formatted(node.name(), data.getInteger("heard"), data.getInteger("foreign"))));
        }
        return text.toString();
    }
}
