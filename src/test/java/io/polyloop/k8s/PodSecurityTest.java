package io.polyloop.k8s;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1PodSecurityContext;
import io.kubernetes.client.openapi.models.V1PodSpec;
import io.kubernetes.client.openapi.models.V1SecurityContext;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import io.kubernetes.client.openapi.models.V1VolumeMount;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.condition.EnabledIf;

/** A pod has only the permissions that the service needs. */
@EnabledIf(value = "io.polyloop.k8s.Manifests#renderable", disabledReason = Manifests.INSTALL)
class PodSecurityTest {
    @EveryRendering
    void every_container_runs_without_root(Manifests manifests) {
        for (V1PodSpec pod : manifests.pods()) {
            assertEquals(true, pod.getSecurityContext().getRunAsNonRoot());
            assertTrue(
                    pod.getSecurityContext().getRunAsUser() >= 10000,
                    "a small user id can be a user of the Kubernetes node");
            pod.getContainers().forEach(it -> assertNull(it.getSecurityContext().getRunAsUser()));
        }
    }

    @EveryRendering
    void no_container_can_gain_privileges(Manifests manifests) {
        for (V1Container container : manifests.containers()) {
            V1SecurityContext security = container.getSecurityContext();
            assertEquals(false, security.getAllowPrivilegeEscalation());
            assertEquals(List.of("ALL"), security.getCapabilities().getDrop());
            assertTrue(security.getCapabilities().getAdd().isEmpty());
            assertNull(security.getPrivileged());
        }
        manifests
                .pods()
                .forEach(pod -> assertEquals(
                        "RuntimeDefault",
                        pod.getSecurityContext().getSeccompProfile().getType()));
    }

    @EveryRendering
    void a_pod_shares_nothing_with_its_host(Manifests manifests) {
        for (V1PodSpec pod : manifests.pods()) {
            assertNull(pod.getHostNetwork());
            assertNull(pod.getHostPID());
            assertNull(pod.getHostIPC());
            pod.getVolumes().forEach(volume -> assertNull(volume.getHostPath()));
            pod.getContainers().stream()
                    .flatMap(it -> it.getPorts().stream())
                    .forEach(port -> assertNull(port.getHostPort()));
        }
    }

    @EveryRendering
    void only_data_and_tmp_are_writable(Manifests manifests) {
        for (V1Container container : manifests.containers()) {
            assertEquals(true, container.getSecurityContext().getReadOnlyRootFilesystem());
            Set<String> writable = container.getVolumeMounts().stream()
                    .filter(mount -> !Boolean.TRUE.equals(mount.getReadOnly()))
                    .map(V1VolumeMount::getMountPath)
                    .collect(Collectors.toSet());
            String data = manifests.settings().text("data.dir");
            assertEquals(Set.of("/tmp", DockerfileStage.home().resolve(data).toString()), writable);
        }
    }

    @EveryRendering
    void no_pod_has_a_service_account_token(Manifests manifests) {
        manifests
                .each(V1ServiceAccount.class)
                .forEach(account -> assertEquals(false, account.getAutomountServiceAccountToken()));
        manifests.pods().forEach(pod -> assertEquals(false, pod.getAutomountServiceAccountToken()));
    }

    @EveryRendering
    void service_links_are_disabled(Manifests manifests) {
        manifests.pods().forEach(pod -> assertEquals(false, pod.getEnableServiceLinks()));
    }

    @EveryRendering
    void the_pod_runs_as_the_user_of_the_image(Manifests manifests) {
        for (V1PodSpec pod : manifests.pods()) {
            V1PodSecurityContext security = pod.getSecurityContext();
            assertEquals(DockerfileStage.user(), security.getRunAsUser() + ":" + security.getRunAsGroup());
            assertEquals(security.getRunAsGroup(), security.getFsGroup(), "or the volume is not writable");
        }
    }
}
