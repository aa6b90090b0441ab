package io.polyloop.k8s;

import static io.polyloop.k8s.Breakage.insert;
import static io.polyloop.k8s.Breakage.remove;
import static io.polyloop.k8s.Breakage.replace;
import static io.polyloop.k8s.Rule.rule;
import static java.lang.Boolean.FALSE;
import static java.lang.Boolean.TRUE;

import io.kubernetes.client.custom.Quantity;
import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1ContainerPort;
import io.kubernetes.client.openapi.models.V1EnvVar;
import io.kubernetes.client.openapi.models.V1Probe;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rules of the linters for containers. */
final class ContainerRules {
    private static final Pattern SECRET = Pattern.compile(
            "(?i)password|token|bearer|secret|^GOOGLE_APPLICATION_CREDENTIALS$|^AZURE_.+KEY$|^OCI_CLI_KEY_CONTENT$");

    static final List<Rule> ALL = List.of(
            rule(
                            "the root file system is read-only",
                            "kube-linter no-read-only-root-fs",
                            "kube-score container-security-context-readonlyrootfilesystem",
                            "Polaris notReadOnlyRootFilesystem")
                    .eachContainer(it -> TRUE.equals(it.getSecurityContext().getReadOnlyRootFilesystem()))
                    .brokenBy(replace("readOnlyRootFilesystem: true", "readOnlyRootFilesystem: false")),
            rule(
                            "no container is privileged",
                            "kube-linter privileged-container",
                            "kube-score container-security-context-privileged",
                            "Polaris runAsPrivileged")
                    .eachContainer(it -> !TRUE.equals(it.getSecurityContext().getPrivileged()))
                    .brokenBy(insert("allowPrivilegeEscalation: false", "privileged: true")),
            rule(
                            "no container can gain privileges",
                            "kube-linter privilege-escalation-container",
                            "Polaris privilegeEscalationAllowed")
                    .eachContainer(it -> FALSE.equals(it.getSecurityContext().getAllowPrivilegeEscalation()))
                    .brokenBy(replace("allowPrivilegeEscalation: false", "allowPrivilegeEscalation: true")),
            rule(
                            "no container has a capability",
                            "kube-linter drop-net-raw-capability",
                            "Polaris insecureCapabilities",
                            "Polaris dangerousCapabilities")
                    .eachContainer(ContainerRules::hasNoCapability)
                    .brokenBy(insert("capabilities:", "  add:", "  - NET_RAW")),
            rule("/proc is masked", "Polaris procMount")
                    .eachContainer(it -> it.getSecurityContext().getProcMount() == null)
                    .brokenBy(insert("allowPrivilegeEscalation: false", "procMount: Unmasked")),
            rule(
                            "the share of a processor is requested",
                            "kube-linter unset-cpu-requirements",
                            "Polaris cpuRequestsMissing")
                    .eachContainer(it -> requests(it).containsKey("cpu"))
                    .brokenBy(remove("cpu")),
            rule(
                            "memory is guaranteed: its request is its limit",
                            "kube-linter unset-memory-requirements",
                            "kube-score container-resources",
                            "Polaris memoryRequestsMissing",
                            "Polaris memoryLimitsMissing")
                    .eachContainer(it -> limits(it).containsKey("memory")
                            && limits(it).get("memory").equals(requests(it).get("memory")))
                    .brokenBy(replace("memory: 1Gi", "memory: 2Gi")),
            rule("the use of the machine's disk is limited", "kube-score container-ephemeral-storage-request-and-limit")
                    .eachContainer(it -> requests(it).containsKey("ephemeral-storage")
                            && limits(it).containsKey("ephemeral-storage"))
                    .brokenBy(remove("ephemeral-storage")),
            rule(
                            "an image has the tag of a version",
                            "kube-linter latest-tag",
                            "kube-score container-image-tag",
                            "Polaris tagNotSpecified")
                    .eachContainer(it -> it.getImage().matches(".+(:(?!latest$)[^:/]+|@sha256:[0-9a-f]{64})"))
                    .brokenBy(replace("image: polyloop:", "image: polyloop@")),
            rule(
                            "a variable is set once",
                            "kube-linter duplicate-env-var",
                            "kube-score environment-variable-key-duplication")
                    .eachContainer(it ->
                            variables(it).map(V1EnvVar::getName).distinct().count()
                                    == variables(it).count())
                    .brokenBy(replace("name: POLYLOOP_CLUSTER_HOST", "name: POLYLOOP_CLUSTER_REBALANCE")),
            rule(
                            "a secret is a file, or a reference, not a value",
                            "kube-linter env-var-secret",
                            "Polaris sensitiveContainerEnvVar")
                    .eachContainer(it -> variables(it).noneMatch(ContainerRules::isSecret))
                    .brokenBy(replace("name: POLYLOOP_CLUSTER_REBALANCE", "name: POLYLOOP_JOURNAL_PASSWORD")),
            rule(
                            "a probe asks a port of its container",
                            "kube-linter liveness-port",
                            "kube-linter readiness-port",
                            "kube-linter startup-port")
                    .eachContainer(it -> ports(it)
                            .containsAll(probes(it)
                                    .map(probe -> probe.getHttpGet().getPort().toString())
                                    .toList()))
                    .brokenBy(replace(
                            "port: management\n          periodSeconds", "port: other\n          periodSeconds")),
            rule(
                            "a pod that serves has a probe for readiness, and for being alive",
                            "kube-score pod-probes",
                            "Polaris readinessProbeMissing",
                            "Polaris livenessProbeMissing")
                    .holds(manifests -> manifests.server().getReadinessProbe() != null
                            && manifests.server().getLivenessProbe() != null)
                    .brokenBy(remove("readinessProbe")),
            rule("a pod that is not ready is not restarted for it", "kube-score pod-probes-identical")
                    .holds(manifests -> probes(manifests.server())
                                    .map(probe -> probe.getHttpGet().getPath())
                                    .distinct()
                                    .count()
                            == probes(manifests.server()).count())
                    .brokenBy(replace("path: /readyz", "path: /livez")));

    private ContainerRules() {}

    private static boolean hasNoCapability(V1Container container) {
        var capabilities = container.getSecurityContext().getCapabilities();
        return capabilities.getDrop().equals(List.of("ALL"))
                && capabilities.getAdd().isEmpty();
    }

    private static Map<String, Quantity> requests(V1Container container) {
        return container.getResources().getRequests();
    }

    private static Map<String, Quantity> limits(V1Container container) {
        return container.getResources().getLimits();
    }

    private static Stream<V1EnvVar> variables(V1Container container) {
        return container.getEnv().stream();
    }

    /** A name that ends with {@code _FILE} says where the secret is. */
    private static boolean isSecret(V1EnvVar variable) {
        return variable.getValue() != null
                && SECRET.matcher(variable.getName()).find()
                && !variable.getName().endsWith("_FILE");
    }

    private static Set<String> ports(V1Container container) {
        return container.getPorts().stream().map(V1ContainerPort::getName).collect(Collectors.toSet());
    }

    private static Stream<V1Probe> probes(V1Container container) {
        return Stream.of(container.getStartupProbe(), container.getReadinessProbe(), container.getLivenessProbe())
                .filter(Objects::nonNull);
    }
}
