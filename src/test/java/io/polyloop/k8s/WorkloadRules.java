package io.polyloop.k8s;

import static io.polyloop.k8s.Breakage.insert;
import static io.polyloop.k8s.Breakage.remove;
import static io.polyloop.k8s.Breakage.removeObject;
import static io.polyloop.k8s.Breakage.replace;
import static io.polyloop.k8s.Rule.rule;

import io.kubernetes.client.openapi.models.V1CronJob;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1DeploymentSpec;
import io.kubernetes.client.openapi.models.V1Job;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudgetSpec;
import io.kubernetes.client.openapi.models.V1TopologySpreadConstraint;
import io.kubernetes.client.openapi.models.V2HorizontalPodAutoscaler;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/** The rules of the linters for workloads and for how many pods they have. */
final class WorkloadRules {
    static final List<Rule> ALL = List.of(
            rule(
                            "a selector selects the pods of its template",
                            "kube-linter mismatching-selector",
                            "kube-score deployment-pod-selector-labels-match-template-metadata-labels")
                    .holds(deployments((manifests, it) ->
                            Labels.match(it.getSelector(), it.getTemplate().getMetadata())))
                    .brokenBy(insert("matchLabels:", "  app.kubernetes.io/instance: other")),
            rule(
                            "a cluster has nodes to lose",
                            "kube-score deployment-replicas",
                            "kube-score horizontalpodautoscaler-replicas",
                            "Polaris deploymentMissingReplicas",
                            "Polaris hpaMinAvailability")
                    .holds(clusters((manifests, it) -> manifests.replicas() > 1))
                    .brokenBy(replace("minReplicas: 3", "minReplicas: 1")),
            rule("an update of a cluster replaces node by node", "kube-score deployment-strategy")
                    .holds(clusters((manifests, it) ->
                            "RollingUpdate".equals(it.getStrategy().getType())))
                    .brokenBy(replace("type: RollingUpdate", "type: Recreate")),
            rule(
                            "the nodes of a cluster spread over machines and zones",
                            "kube-linter no-anti-affinity",
                            "kube-score deployment-has-host-podantiaffinity",
                            "kube-score pod-topology-spread-constraints",
                            "Polaris topologySpreadConstraint")
                    .holds(clusters((manifests, it) ->
                            spreadOver(it, "kubernetes.io/hostname") && spreadOver(it, "topology.kubernetes.io/zone")))
                    .brokenBy(replace("topologyKey: kubernetes.io/hostname", "topologyKey: example.com/rack")),
            rule(
                            "a cluster has a disruption budget",
                            "kube-score deployment-has-poddisruptionbudget",
                            "Polaris missingPodDisruptionBudget")
                    .holds(clusters((manifests, it) -> budgets(manifests).stream()
                            .anyMatch(budget -> Labels.match(
                                    budget.getSelector(), it.getTemplate().getMetadata()))))
                    .brokenBy(removeObject("PodDisruptionBudget")),
            rule("a disruption budget has a number", "kube-score poddisruptionbudget-has-policy")
                    .holds(manifests -> budgets(manifests).stream()
                            .allMatch(it -> it.getMaxUnavailable() != null || it.getMinAvailable() != null))
                    .brokenBy(replace("spec:\n  maxUnavailable: 1\n", "spec:\n")),
            rule(
                            "a disruption budget lets a machine be drained",
                            "kube-linter pdb-max-unavailable",
                            "kube-linter pdb-min-available",
                            "Polaris pdbDisruptionsIsZero",
                            "Polaris pdbMinAvailableGreaterThanOrEqualToHPAMinReplicas")
                    .holds(manifests -> budgets(manifests).stream().allMatch(it -> allowsOne(it, manifests.replicas())))
                    .brokenBy(replace("maxUnavailable: 1", "maxUnavailable: 0")),
            rule(
                            "a pod that is not ready does not keep its machine from being drained",
                            "kube-linter pdb-unhealthy-pod-eviction-policy")
                    .holds(manifests -> budgets(manifests).stream()
                            .allMatch(it -> "AlwaysAllow".equals(it.getUnhealthyPodEvictionPolicy())))
                    .brokenBy(replace(
                            "unhealthyPodEvictionPolicy: AlwaysAllow", "unhealthyPodEvictionPolicy: IfHealthyBudget")),
            rule("an autoscaler scales something", "kube-score horizontalpodautoscaler-has-target")
                    .holds(autoscalers(WorkloadRules::hasTarget))
                    .brokenBy(replace(
                            "    kind: Deployment\n    name: polyloop", "    kind: Deployment\n    name: other")),
            rule("an autoscaler can add a pod", "Polaris hpaMaxAvailability")
                    .holds(autoscalers((manifests, it) ->
                            it.getSpec().getMaxReplicas() > it.getSpec().getMinReplicas()))
                    .brokenBy(replace("maxReplicas: 5", "maxReplicas: 3")),
            rule(
                            "an apply does not set back what an autoscaler has set",
                            "kube-score deployment-targeted-by-hpa-does-not-have-replicas-configured")
                    .holds(autoscalers((manifests, it) -> manifests.each(V1Deployment.class).stream()
                            .allMatch(deployment -> deployment.getSpec().getReplicas() == null)))
                    .brokenBy(insert("minReadySeconds: 10", "replicas: 3")),
            rule("a backup that is late is skipped", "kube-score cronjob-has-deadline")
                    .holds(manifests -> manifests.each(V1CronJob.class).stream()
                            .allMatch(it -> it.getSpec().getStartingDeadlineSeconds() != null))
                    .brokenBy(remove("startingDeadlineSeconds")),
            rule("a pod of a job ends", "kube-score cronjob-restartpolicy")
                    .holds(manifests -> manifests.jobs().stream().allMatch(it -> List.of("Never", "OnFailure")
                            .contains(it.getSpec().getRestartPolicy())))
                    .brokenBy(replace("restartPolicy: Never", "restartPolicy: Always")),
            rule("a job that has ended is removed", "kube-linter job-ttl-seconds-after-finished")
                    .holds(manifests -> manifests.each(V1Job.class).stream()
                            .allMatch(it -> it.getSpec().getTtlSecondsAfterFinished() != null))
                    .brokenBy(remove("ttlSecondsAfterFinished")));

    private WorkloadRules() {}

    private static Predicate<Manifests> deployments(BiPredicate<Manifests, V1DeploymentSpec> holds) {
        return manifests -> manifests.each(V1Deployment.class).stream()
                .allMatch(deployment -> holds.test(manifests, deployment.getSpec()));
    }

    /** A node on SQLite has no second one: its journal has one writer. */
    private static Predicate<Manifests> clusters(BiPredicate<Manifests, V1DeploymentSpec> holds) {
        return manifests ->
                !manifests.settings().isCluster() || deployments(holds).test(manifests);
    }

    private static Predicate<Manifests> autoscalers(BiPredicate<Manifests, V2HorizontalPodAutoscaler> holds) {
        return manifests -> manifests.each(V2HorizontalPodAutoscaler.class).stream()
                .allMatch(autoscaler -> holds.test(manifests, autoscaler));
    }

    private static boolean hasTarget(Manifests manifests, V2HorizontalPodAutoscaler autoscaler) {
        var target = autoscaler.getSpec().getScaleTargetRef();
        return manifests.objects().stream()
                .anyMatch(it -> it.getKind().equals(target.getKind())
                        && it.getApiVersion().equals(target.getApiVersion())
                        && it.getMetadata().getName().equals(target.getName()));
    }

    private static List<V1PodDisruptionBudgetSpec> budgets(Manifests manifests) {
        return manifests.each(V1PodDisruptionBudget.class).stream()
                .map(V1PodDisruptionBudget::getSpec)
                .toList();
    }

    private static boolean allowsOne(V1PodDisruptionBudgetSpec budget, int replicas) {
        return (budget.getMaxUnavailable() == null
                        || isBetween(1, budget.getMaxUnavailable().toString(), replicas))
                && (budget.getMinAvailable() == null
                        || isBetween(0, budget.getMinAvailable().toString(), replicas - 1));
    }

    /** A share, such as {@code 50%}, is between if it is one. */
    private static boolean isBetween(int least, String number, int most) {
        if (number.endsWith("%")) {
            return !number.matches("0%|100%");
        }
        return Integer.parseInt(number) >= least && Integer.parseInt(number) <= most;
    }

    private static boolean spreadOver(V1DeploymentSpec deployment, String domain) {
        return deployment.getTemplate().getSpec().getTopologySpreadConstraints().stream()
                .filter(it -> domain.equals(it.getTopologyKey()))
                .map(V1TopologySpreadConstraint::getLabelSelector)
                .anyMatch(it -> Labels.match(it, deployment.getTemplate().getMetadata()));
    }
}
