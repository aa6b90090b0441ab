package io.polyloop.k8s;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kubernetes.client.common.KubernetesObject;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1ContainerPort;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1NetworkPolicyPort;
import io.kubernetes.client.openapi.models.V1PersistentVolumeClaim;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1PodSpec;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import io.kubernetes.client.openapi.models.V1Volume;
import io.kubernetes.client.openapi.models.V1VolumeMount;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.condition.EnabledIf;

/** The objects of k8s/ match each other. {@link PodTest} checks the pods themselves. */
@EnabledIf(value = "io.polyloop.k8s.Manifests#renderable", disabledReason = Manifests.INSTALL)
class ManifestsTest {
    private static final Set<String> LABELS =
            Set.of("app.kubernetes.io/name", "app.kubernetes.io/component", "app.kubernetes.io/part-of");

    @EveryRendering
    void every_object_has_a_valid_name_and_the_standard_labels(Manifests manifests) {
        for (KubernetesObject object : manifests.objects()) {
            String name = object.getMetadata().getName();
            assertTrue(name.matches("[a-z]([a-z0-9-]{0,61}[a-z0-9])?"), name);
            assertTrue(object.getMetadata().getLabels().keySet().containsAll(LABELS), name);
        }
    }

    @EveryRendering
    void a_pod_references_existing_objects(Manifests manifests) {
        for (V1PodSpec pod : manifests.pods()) {
            assertTrue(names(manifests, V1ServiceAccount.class).contains(pod.getServiceAccountName()));
            for (V1Volume volume : pod.getVolumes()) {
                assertTrue(source(manifests, volume), "volume " + volume.getName() + " has no source");
            }
        }
    }

    @EveryRendering
    void mounts_and_volumes_match(Manifests manifests) {
        for (V1PodSpec pod : manifests.pods()) {
            Set<String> mounted = pod.getContainers().stream()
                    .flatMap(container -> container.getVolumeMounts().stream())
                    .map(V1VolumeMount::getName)
                    .collect(Collectors.toSet());
            assertEquals(pod.getVolumes().stream().map(V1Volume::getName).collect(Collectors.toSet()), mounted);
        }
    }

    @EveryRendering
    void a_file_mounted_from_a_config_map_exists_in_it(Manifests manifests) {
        for (V1VolumeMount mount : manifests.containers().get(0).getVolumeMounts()) {
            if (mount.getSubPath() != null) {
                assertTrue(manifests.each(V1ConfigMap.class).get(0).getData().containsKey(mount.getSubPath()));
            }
        }
    }

    @EveryRendering
    void every_selector_matches_the_pods(Manifests manifests) {
        manifests
                .each(V1Deployment.class)
                .forEach(it ->
                        assertMatches(manifests, it.getSpec().getSelector().getMatchLabels()));
        manifests
                .each(V1Service.class)
                .forEach(it -> assertMatches(manifests, it.getSpec().getSelector()));
        manifests
                .each(V1NetworkPolicy.class)
                .forEach(it ->
                        assertMatches(manifests, it.getSpec().getPodSelector().getMatchLabels()));
        manifests
                .each(V1PodDisruptionBudget.class)
                .forEach(it ->
                        assertMatches(manifests, it.getSpec().getSelector().getMatchLabels()));
    }

    @EveryRendering
    void a_service_targets_a_port_of_the_pod(Manifests manifests) {
        manifests.each(V1Service.class).stream()
                .flatMap(service -> service.getSpec().getPorts().stream())
                .forEach(port -> assertTrue(
                        ports(manifests).contains(port.getTargetPort().getStrValue()), port::toString));
    }

    @EveryRendering
    void the_public_service_does_not_expose_management(Manifests manifests) {
        V1Service open = manifests.each(V1Service.class).stream()
                .filter(it -> it.getMetadata().getName().endsWith("polyloop"))
                .findFirst()
                .orElseThrow();
        assertEquals(
                List.of("http"),
                open.getSpec().getPorts().stream()
                        .map(port -> port.getTargetPort().getStrValue())
                        .toList());
    }

    @EveryRendering
    void a_network_policy_opens_ports_other_than_http_only_to_named_peers(Manifests manifests) {
        manifests.each(V1NetworkPolicy.class).stream()
                .flatMap(policy -> policy.getSpec().getIngress().stream())
                .forEach(rule -> {
                    List<String> open = rule.getPorts().stream()
                            .map(V1NetworkPolicyPort::getPort)
                            .map(Object::toString)
                            .toList();
                    assertTrue(ports(manifests).containsAll(open), open::toString);
                    assertTrue(open.equals(List.of("http")) || !rule.getFrom().isEmpty(), open::toString);
                });
    }

    private static Set<String> names(Manifests manifests, Class<? extends KubernetesObject> kind) {
        return manifests.each(kind).stream()
                .map(it -> it.getMetadata().getName())
                .collect(Collectors.toSet());
    }

    private static boolean source(Manifests manifests, V1Volume volume) {
        if (volume.getConfigMap() != null) {
            return names(manifests, V1ConfigMap.class)
                    .contains(volume.getConfigMap().getName());
        }
        if (volume.getPersistentVolumeClaim() != null) {
            return names(manifests, V1PersistentVolumeClaim.class)
                    .contains(volume.getPersistentVolumeClaim().getClaimName());
        }
        return volume.getEmptyDir() != null || volume.getSecret() != null;
    }

    private static void assertMatches(Manifests manifests, Map<String, String> selector) {
        assertFalse(selector.isEmpty());
        manifests
                .templates()
                .forEach(template -> assertTrue(
                        template.getMetadata().getLabels().entrySet().containsAll(selector.entrySet()),
                        selector::toString));
    }

    private static Set<String> ports(Manifests manifests) {
        return manifests.containers().stream()
                .flatMap(container -> container.getPorts().stream())
                .map(V1ContainerPort::getName)
                .collect(Collectors.toSet());
    }
}
