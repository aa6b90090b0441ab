package io.polyloop.k8s;

import static io.polyloop.k8s.Breakage.replace;
import static io.polyloop.k8s.Rule.rule;

import io.kubernetes.client.custom.Quantity;
import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1CronJob;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1PersistentVolumeClaim;
import io.kubernetes.client.openapi.models.V1PodSpec;
import io.kubernetes.client.openapi.models.V2HorizontalPodAutoscaler;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Memory, disk, connections: what the parts may use together is there. */
final class CapacityRules {
    private static final Pattern PROCESSORS = Pattern.compile("-XX:ActiveProcessorCount=(\\d+)");
    /** Classes, compiled code, threads and the collector of a node with its samples. */
    private static final long JVM = 128L << 20;
    /** Besides those of the settings, at most: docs/operations.md. */
    private static final int MORE_CONNECTIONS = 7;

    static final List<Rule> ALL = List.of(
            rule("the heap, the buffers of the event loops and the JVM fit into the memory of the pod")
                    .holds(manifests -> heap(limit(manifests.server(), "memory")) + buffers(manifests) + JVM
                            <= limit(manifests.server(), "memory"))
                    .brokenBy(replace("-XX:ActiveProcessorCount=2", "-XX:ActiveProcessorCount=8")),
            rule("what a pod may write fits into its share of the machine's disk")
                    .eachPod(it -> scratch(it) <= limit(it.getContainers().get(0), "ephemeral-storage"))
                    .brokenBy(replace("sizeLimit: 256Mi", "sizeLimit: 2Gi")),
            rule("the volume of the backups holds those that are kept, and the next")
                    .holds(manifests -> manifests.each(V1CronJob.class).stream()
                            .allMatch(
                                    it -> (kept(it) + 1) * storage(manifests, "data") <= storage(manifests, "backups")))
                    .brokenBy(replace("value: \"7\"", "value: \"8\"")),
            rule("an autoscaler adds a node before the nodes refuse connections")
                    .holds(manifests -> targets(manifests)
                            .allMatch(it -> 2 * it <= manifests.settings().number("limits.connections")))
                    .brokenBy(replace("averageValue: \"10000\"", "averageValue: \"15000\"")),
            rule("docs/kubernetes.md says how many connections the database has to accept")
                    .holds(manifests -> !manifests.settings().isCluster()
                            || DocumentedSecrets.TEXT.contains(connections(manifests) + " connections"))
                    .brokenBy(replace("maxReplicas: 5", "maxReplicas: 6")));

    private CapacityRules() {}

    private static long bytes(Quantity quantity) {
        return quantity.getNumber().longValue();
    }

    private static long limit(V1Container container, String resource) {
        return bytes(container.getResources().getLimits().get(resource));
    }

    private static long heap(long memory) {
        return memory * DockerfileStage.heapPercent() / 100;
    }

    /** All that the settings allow outside the heap. */
    private static long buffers(Manifests manifests) {
        PodSettings settings = manifests.settings();
        long eachLoop = settings.bytes("live.tail") + settings.bytes("http.page-cache");
        return processors(manifests.server()) * eachLoop + settings.bytes("journal.max-pending-bytes");
    }

    private static int processors(V1Container container) {
        Matcher processors = PROCESSORS.matcher(container.getEnv().toString());
        if (!processors.find()) {
            throw new AssertionError("without -XX:ActiveProcessorCount there are as many event loops as the machine"
                    + " has cores, each with buffers of its own");
        }
        return Integer.parseInt(processors.group(1));
    }

    private static long scratch(V1PodSpec pod) {
        return pod.getVolumes().stream()
                .filter(it -> it.getEmptyDir() != null)
                .mapToLong(it -> bytes(it.getEmptyDir().getSizeLimit()))
                .sum();
    }

    private static int kept(V1CronJob backup) {
        return backup
                .getSpec()
                .getJobTemplate()
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .get(0)
                .getEnv()
                .stream()
                .filter(it -> it.getName().equals("KEEP"))
                .mapToInt(it -> Integer.parseInt(it.getValue()))
                .sum();
    }

    private static long storage(Manifests manifests, String claim) {
        return manifests.each(V1PersistentVolumeClaim.class).stream()
                .filter(it -> it.getMetadata().getName().endsWith("-" + claim))
                .mapToLong(it -> bytes(it.getSpec().getResources().getRequests().get("storage")))
                .sum();
    }

    private static Stream<Long> targets(Manifests manifests) {
        return manifests.each(V2HorizontalPodAutoscaler.class).stream()
                .flatMap(it -> it.getSpec().getMetrics().stream())
                .map(it -> it.getPods())
                .filter(Objects::nonNull)
                .map(it -> bytes(it.getTarget().getAverageValue()));
    }

    /** Of all nodes, and one more during an update. */
    private static int connections(Manifests manifests) {
        PodSettings settings = manifests.settings();
        int ofNode = Stream.of(
                                "journal.writers",
                                "journal.readers",
                                "journal.catch-up-readers",
                                "sql.readers",
                                "sql.transactions")
                        .mapToInt(settings::number)
                        .sum()
                + MORE_CONNECTIONS;
        int nodes = manifests.each(V2HorizontalPodAutoscaler.class).stream()
                .map(it -> it.getSpec().getMaxReplicas())
                .findFirst()
                .orElseGet(manifests::replicas);
        int surge = manifests
                .each(V1Deployment.class)
                .get(0)
                .getSpec()
                .getStrategy()
                .getRollingUpdate()
                .getMaxSurge()
                .getIntValue();
        return ofNode * (nodes + surge);
    }
}
