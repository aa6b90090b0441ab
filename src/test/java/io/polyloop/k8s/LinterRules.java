package io.polyloop.k8s;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The rules that linters of manifests have on by default: kube-linter 0.8 ({@code docs/generated/checks.md}),
 * kube-score 1.20 ({@code README_CHECKS.md}) and Polaris 10.1 ({@code pkg/config/default.yaml}). Each is a {@link Rule}, or
 * here, with the reason why it does not apply.
 */
final class LinterRules {
    private static final String CPU_LIMIT = "throttling an event loop stops all of its connections";
    private static final String PULL = "a tag is one version, which is not pushed again; kind has no registry at all";
    private static final String READER = "StrictManifestReader rejects this kind";

    /** By the name of the rule: why it does not apply. */
    static final Map<String, String> EXCEPTIONS = Map.ofEntries(
            Map.entry("kube-score container-resources, CPU limit", CPU_LIMIT),
            Map.entry("Polaris cpuLimitsMissing", CPU_LIMIT),
            Map.entry("kube-score container-image-pull-policy", PULL),
            Map.entry("Polaris pullPolicyNotAlways", PULL),
            Map.entry("Polaris priorityClassNotSet", "each cluster has priority classes of its own"),
            Map.entry(
                    "Polaris metadataAndInstanceMismatched", "an overlay adds the label, where it runs more than one"),
            Map.entry("kube-linter no-extensions-v1beta", "StrictManifestReader accepts one version of each kind"),
            Map.entry("kube-score stable-version", "StrictManifestReader accepts one version of each kind"),
            Map.entry("kube-score ingress-targets-service", READER),
            Map.entry("Polaris tlsSettingsMissing", READER),
            Map.entry("kube-score statefulset-has-poddisruptionbudget", READER),
            Map.entry("kube-score statefulset-has-host-podantiaffinity", READER),
            Map.entry("kube-score statefulset-has-servicename", READER),
            Map.entry("kube-score statefulset-pod-selector-labels-match-template-metadata-labels", READER),
            Map.entry("Polaris clusterrolePodExecAttach", READER),
            Map.entry("Polaris rolePodExecAttach", READER),
            Map.entry("Polaris clusterrolebindingPodExecAttach", READER),
            Map.entry("Polaris rolebindingClusterRolePodExecAttach", READER),
            Map.entry("Polaris rolebindingRolePodExecAttach", READER),
            Map.entry("Polaris clusterrolebindingClusterAdmin", READER),
            Map.entry("Polaris rolebindingClusterAdminClusterRole", READER),
            Map.entry("Polaris rolebindingClusterAdminRole", READER));

    /** Kinds with rules that are not here: none of k8s/ is one of these. */
    static final List<String> REJECTED_KINDS =
            List.of("Ingress", "StatefulSet", "Role", "ClusterRole", "RoleBinding", "ClusterRoleBinding");

    private LinterRules() {}

    static List<Rule> all() {
        return Stream.of(ContainerRules.ALL, PodRules.ALL, WorkloadRules.ALL, ObjectRules.ALL)
                .flatMap(List::stream)
                .toList();
    }
}
