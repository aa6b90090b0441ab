package io.polyloop.k8s;

import static io.polyloop.k8s.Breakage.replace;
import static io.polyloop.k8s.ReferenceRules.custom;
import static io.polyloop.k8s.Rule.rule;

import com.google.gson.JsonElement;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1DeploymentStrategy;
import io.kubernetes.client.openapi.models.V1Lifecycle;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1PodSpec;
import io.kubernetes.client.openapi.models.V1Probe;
import io.kubernetes.client.openapi.models.V2HPAScalingPolicy;
import io.kubernetes.client.openapi.models.V2HorizontalPodAutoscaler;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The times of a pod's life fit into each other, and enough nodes remain when one goes. */
final class LifecycleRules {
    /** After {@code drain.timeout} a node takes two seconds for its log; the rest is for the machine. */
    private static final long END = 5;
    /** What docs/kubernetes.md says of a start. */
    private static final long START = 120;
    /** In seconds: for the clients of a pod to connect again before the next is removed. */
    private static final int SCALE_DOWN = 120;

    static final List<Rule> ALL = List.of(
            rule("a drain ends before the pod is killed")
                    .holds(manifests -> grace(manifests) >= pause(manifests) + drain(manifests, "drain.timeout") + END)
                    .brokenBy(replace("terminationGracePeriodSeconds: 30", "terminationGracePeriodSeconds: 24")),
            rule("the clients of a node have left before it stops to wait for them")
                    .holds(manifests -> drain(manifests, "live.reconnect-spread")
                            <= (drain(manifests, "drain.timeout") - drain(manifests, "drain.delay")) / 2)
                    .brokenBy(replace("  delay: 5s", "  delay: 15s")),
            rule("a node of a cluster serves until proxies know that it stops")
                    .holds(manifests -> !manifests.settings().isCluster() || drain(manifests, "drain.delay") > 0)
                    .brokenBy(replace("  delay: 5s", "  delay: 0s")),
            rule("a start has the two minutes of the documentation")
                    .holds(manifests -> patience(manifests.server().getStartupProbe()) == START)
                    .brokenBy(replace("failureThreshold: 60", "failureThreshold: 6")),
            rule("a node that is stuck says why, before it is killed")
                    .holds(manifests ->
                            patience(manifests.server().getLivenessProbe()) > drain(manifests, "ops.stuck-after"))
                    .brokenBy(replace("failureThreshold: 3", "failureThreshold: 1")),
            rule("a journal on SQLite has one writer, and keeps its file")
                    .holds(manifests ->
                            !manifests.settings().text("journal.url").equals("sqlite")
                                    || manifests.each(V1Deployment.class).stream()
                                            .allMatch(LifecycleRules::hasOneWriter))
                    .brokenBy(replace("type: Recreate", "type: RollingUpdate")),
            rule("an update adds a node before it removes one")
                    .holds(manifests -> strategies(manifests)
                            .allMatch(it -> it.getRollingUpdate()
                                                    .getMaxUnavailable()
                                                    .getIntValue()
                                            == 0
                                    && it.getRollingUpdate().getMaxSurge().getIntValue() > 0))
                    .brokenBy(replace("maxUnavailable: 0", "maxUnavailable: 1")),
            rule("a cluster stays ready while a machine is drained, and no half of it is ready alone")
                    .holds(LifecycleRules::hasMajority)
                    .brokenBy(replace("  minimum: 2", "  minimum: 3")),
            rule("an autoscaler's nodes start in a cluster with fewer machines")
                    .eachPod(LifecycleRules::canShareMachine)
                    .brokenBy(replace("whenUnsatisfiable: ScheduleAnyway", "whenUnsatisfiable: DoNotSchedule")),
            rule("an autoscaler removes one pod per two minutes")
                    .holds(manifests -> manifests.each(V2HorizontalPodAutoscaler.class).stream()
                            .flatMap(it -> it.getSpec().getBehavior().getScaleDown().getPolicies().stream())
                            .allMatch(LifecycleRules::isSlow))
                    .brokenBy(replace("periodSeconds: 120", "periodSeconds: 15")),
            rule("a node gives up a request before the gateway does")
                    .holds(manifests -> custom(manifests, "HTTPRoute", "spec.rules.timeouts.request")
                            .map(JsonElement::getAsString)
                            .filter(it -> !it.equals("0s"))
                            .allMatch(it -> seconds(it) > drain(manifests, "http.request-timeout")))
                    .brokenBy(replace("request: 40s", "request: 20s")),
            rule("a scrape ends before the next begins")
                    .holds(manifests -> custom(manifests, "PodMonitor", "spec.podMetricsEndpoints")
                            .map(JsonElement::getAsJsonObject)
                            .allMatch(it -> seconds(it.get("scrapeTimeout").getAsString())
                                    < seconds(it.get("interval").getAsString())))
                    .brokenBy(replace("scrapeTimeout: 10s", "scrapeTimeout: 20s")));

    private LifecycleRules() {}

    private static long grace(Manifests manifests) {
        return manifests.servers().get(0).getSpec().getTerminationGracePeriodSeconds();
    }

    private static long pause(Manifests manifests) {
        V1Lifecycle lifecycle = manifests.server().getLifecycle();
        return lifecycle == null ? 0 : lifecycle.getPreStop().getSleep().getSeconds();
    }

    private static long drain(Manifests manifests, String setting) {
        return manifests.settings().duration(setting).toSeconds();
    }

    private static long seconds(String duration) {
        return Duration.parse("PT" + duration).toSeconds();
    }

    private static long patience(V1Probe probe) {
        return (long) probe.getPeriodSeconds() * probe.getFailureThreshold();
    }

    private static boolean hasOneWriter(V1Deployment deployment) {
        return deployment.getSpec().getReplicas() == 1
                && "Recreate".equals(deployment.getSpec().getStrategy().getType())
                && deployment.getSpec().getTemplate().getSpec().getVolumes().stream()
                        .anyMatch(it -> it.getPersistentVolumeClaim() != null);
    }

    private static Stream<V1DeploymentStrategy> strategies(Manifests manifests) {
        return manifests.each(V1Deployment.class).stream()
                .map(it -> it.getSpec().getStrategy())
                .filter(it -> it.getRollingUpdate() != null);
    }

    private static boolean hasMajority(Manifests manifests) {
        int minimum = manifests.settings().number("cluster.minimum");
        return manifests.each(V1PodDisruptionBudget.class).stream()
                .map(it -> it.getSpec().getMaxUnavailable().getIntValue())
                .allMatch(gone -> manifests.replicas() - gone >= minimum && 2 * minimum > manifests.replicas());
    }

    private static boolean canShareMachine(V1PodSpec pod) {
        return pod.getTopologySpreadConstraints().stream()
                .allMatch(it -> it.getWhenUnsatisfiable().equals("ScheduleAnyway"));
    }

    private static boolean isSlow(V2HPAScalingPolicy policy) {
        return policy.getType().equals("Pods") && policy.getValue() == 1 && policy.getPeriodSeconds() >= SCALE_DOWN;
    }
}
