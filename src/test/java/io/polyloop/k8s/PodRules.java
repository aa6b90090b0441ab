package io.polyloop.k8s;

import static io.polyloop.k8s.Breakage.insert;
import static io.polyloop.k8s.Breakage.replace;
import static io.polyloop.k8s.Rule.rule;
import static java.lang.Boolean.FALSE;
import static java.lang.Boolean.TRUE;

import io.kubernetes.client.openapi.models.V1PodSecurityContext;
import io.kubernetes.client.openapi.models.V1PodSpec;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import java.util.List;
import java.util.Set;

/** The rules of the linters for pods. */
final class PodRules {
    /** Smaller ones can be users of the machine. */
    private static final long FIRST_USER = 10_000;
    /** https://kubernetes.io/docs/tasks/administer-cluster/sysctl-cluster. */
    private static final Set<String> SAFE_SYSCTLS = Set.of("net.ipv4.ip_unprivileged_port_start");

    static final List<Rule> ALL = List.of(
            rule("no process is root", "kube-linter run-as-non-root", "Polaris runAsRootAllowed")
                    .eachPod(it -> TRUE.equals(it.getSecurityContext().getRunAsNonRoot())
                            && it.getContainers().stream()
                                    .allMatch(container ->
                                            container.getSecurityContext().getRunAsUser() == null))
                    .brokenBy(replace("runAsNonRoot: true", "runAsNonRoot: false")),
            rule("no user or group is one of the machine", "kube-score container-security-context-user-group-id")
                    .eachPod(it -> it.getSecurityContext().getRunAsUser() >= FIRST_USER
                            && it.getSecurityContext().getRunAsGroup() >= FIRST_USER)
                    .brokenBy(replace("runAsUser: 10001", "runAsUser: 1000")),
            rule("system calls are filtered", "Polaris linuxHardening")
                    .eachPod(it -> "RuntimeDefault"
                            .equals(it.getSecurityContext().getSeccompProfile().getType()))
                    .brokenBy(replace("type: RuntimeDefault", "type: Unconfined")),
            rule("no pod has the network of its machine", "kube-linter host-network", "Polaris hostNetworkSet")
                    .eachPod(it -> !TRUE.equals(it.getHostNetwork()))
                    .brokenBy(insert("enableServiceLinks: false", "hostNetwork: true")),
            rule("no pod sees the processes of its machine", "kube-linter host-pid", "Polaris hostPIDSet")
                    .eachPod(it -> !TRUE.equals(it.getHostPID()))
                    .brokenBy(insert("enableServiceLinks: false", "hostPID: true")),
            rule("no pod shares memory with its machine", "kube-linter host-ipc", "Polaris hostIPCSet")
                    .eachPod(it -> !TRUE.equals(it.getHostIPC()))
                    .brokenBy(insert("enableServiceLinks: false", "hostIPC: true")),
            rule(
                            "no pod has files of its machine",
                            "kube-linter docker-sock",
                            "kube-linter sensitive-host-mounts",
                            "Polaris hostPathSet")
                    .eachPod(it -> it.getVolumes().stream().allMatch(volume -> volume.getHostPath() == null))
                    .brokenBy(insert("volumes:", "- name: machine", "  hostPath:", "    path: /etc")),
            rule("no pod has a port of its machine", "Polaris hostPortSet")
                    .eachContainer(it -> it.getPorts().stream().allMatch(port -> port.getHostPort() == null))
                    .brokenBy(insert("- containerPort: 5701", "  hostPort: 5701")),
            rule("no pod has the privileges of a Windows machine", "Polaris hostProcess")
                    .eachPod(it -> it.getSecurityContext().getWindowsOptions() == null)
                    .brokenBy(insert("runAsNonRoot: true", "windowsOptions:", "  hostProcess: true")),
            rule("no pod changes the kernel's settings", "kube-linter unsafe-sysctls")
                    .eachPod(it -> hasSafeSysctls(it.getSecurityContext()))
                    .brokenBy(
                            insert("runAsNonRoot: true", "sysctls:", "- name: net.core.somaxconn", "  value: '1024'")),
            rule("no port is that of SSH", "kube-linter ssh-port")
                    .eachContainer(it -> it.getPorts().stream().noneMatch(port -> port.getContainerPort() == 22))
                    .brokenBy(replace("containerPort: 5701", "containerPort: 22")),
            rule("a service account exists", "kube-linter non-existent-service-account")
                    .holds(manifests -> manifests.pods().stream().allMatch(pod -> hasAccount(manifests, pod)))
                    .brokenBy(replace("serviceAccountName: polyloop", "serviceAccountName: other")),
            rule("a service account has its present field", "kube-linter deprecated-service-account-field")
                    .eachPod(it -> it.getServiceAccount() == null)
                    .brokenBy(insert("enableServiceLinks: false", "serviceAccount: polyloop")),
            rule("no pod can use the Kubernetes API", "Polaris automountServiceAccountToken")
                    .holds(manifests -> manifests.pods().stream()
                                    .allMatch(pod -> FALSE.equals(pod.getAutomountServiceAccountToken()))
                            && manifests.each(V1ServiceAccount.class).stream()
                                    .allMatch(account -> FALSE.equals(account.getAutomountServiceAccountToken())))
                    .brokenBy(replace("automountServiceAccountToken: false", "automountServiceAccountToken: true")));

    private PodRules() {}

    private static boolean hasSafeSysctls(V1PodSecurityContext security) {
        return security.getSysctls().stream().allMatch(sysctl -> SAFE_SYSCTLS.contains(sysctl.getName()));
    }

    private static boolean hasAccount(Manifests manifests, V1PodSpec pod) {
        return manifests.each(V1ServiceAccount.class).stream()
                .anyMatch(account -> account.getMetadata().getName().equals(pod.getServiceAccountName()));
    }
}
