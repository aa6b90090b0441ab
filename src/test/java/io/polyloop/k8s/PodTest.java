package io.polyloop.k8s;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1ContainerPort;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1DeploymentSpec;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1PodSpec;
import io.kubernetes.client.openapi.models.V1Probe;
import io.kubernetes.client.openapi.models.V1Service;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.condition.EnabledIf;

/** A pod matches the settings in conf/ and the Dockerfile. */
@EnabledIf(value = "io.polyloop.k8s.Manifests#renderable", disabledReason = Manifests.INSTALL)
class PodTest {
    @EveryRendering
    void every_probe_uses_its_own_management_path(Manifests manifests) {
        for (V1Container container : manifests.containers()) {
            assertProbes("/startupz", container.getStartupProbe());
            assertProbes("/readyz", container.getReadinessProbe());
            assertProbes("/livez", container.getLivenessProbe());
        }
    }

    @EveryRendering
    void the_ports_match_the_settings(Manifests manifests) {
        PodSettings settings = manifests.settings();
        Map<String, Integer> ports = manifests.containers().get(0).getPorts().stream()
                .collect(Collectors.toMap(V1ContainerPort::getName, V1ContainerPort::getContainerPort));
        Map<String, Integer> expected = new HashMap<>(
                Map.of("http", settings.number("http.port"), "management", settings.number("management.port")));
        if (settings.text("cluster.enabled").equals("true")) {
            expected.put("member", settings.number("cluster.port"));
            expected.put("bus", settings.number("cluster.bus-port"));
        }
        assertEquals(expected, ports);
    }

    @EveryRendering
    void the_service_listens_on_all_addresses_and_sets_an_auth_mode(Manifests manifests) {
        PodSettings settings = manifests.settings();
        assertEquals("0.0.0.0", settings.text("http.host"));
        assertEquals("0.0.0.0", settings.text("management.host"));
        assertFalse(settings.text("auth.mode").equals("loopback"), "rejected at start for a host beyond loopback");
    }

    @EveryRendering
    void the_grace_period_exceeds_the_drain_timeout(Manifests manifests) {
        long drain = manifests.settings().duration("drain.timeout").toSeconds();
        for (V1PodSpec pod : manifests.pods()) {
            assertTrue(pod.getTerminationGracePeriodSeconds()
                    >= drain + 5 + pause(pod.getContainers().get(0)));
        }
    }

    @EveryRendering
    void a_sqlite_journal_has_one_writer(Manifests manifests) {
        if (manifests.settings().text("journal.url").equals("sqlite")) {
            for (V1Deployment deployment : manifests.each(V1Deployment.class)) {
                assertEquals(1, deployment.getSpec().getReplicas());
                assertEquals("Recreate", deployment.getSpec().getStrategy().getType());
                assertTrue(deployment.getSpec().getTemplate().getSpec().getVolumes().stream()
                        .anyMatch(volume -> volume.getPersistentVolumeClaim() != null));
            }
        }
    }

    @EveryRendering
    void cluster_nodes_find_each_other_by_a_headless_service_and_use_the_pod_address(Manifests manifests) {
        if (manifests.settings().text("cluster.enabled").equals("true")) {
            V1Service nodes = manifests.each(V1Service.class).stream()
                    .filter(it -> manifests
                            .settings()
                            .text("cluster.dns")
                            .equals(it.getMetadata().getName()))
                    .findFirst()
                    .orElseThrow();
            assertEquals("None", nodes.getSpec().getClusterIP());
            assertEquals(true, nodes.getSpec().getPublishNotReadyAddresses());
            assertTrue(manifests.containers().get(0).getEnv().stream()
                    .anyMatch(it -> it.getName().equals("POLYLOOP_CLUSTER_HOST")
                            && it.getValueFrom().getFieldRef().getFieldPath().equals("status.podIP")));
        }
    }

    @EveryRendering
    void a_cluster_stays_ready_while_one_node_is_replaced(Manifests manifests) {
        PodSettings settings = manifests.settings();
        if (settings.text("cluster.enabled").equals("true")) {
            V1DeploymentSpec deployment =
                    manifests.each(V1Deployment.class).get(0).getSpec();
            int minimum = settings.number("cluster.minimum");
            assertTrue(deployment.getReplicas() > minimum, "one node less must be enough");
            assertTrue(2 * minimum > deployment.getReplicas(), "two halves must not both be enough");
            assertEquals(
                    0,
                    deployment
                            .getStrategy()
                            .getRollingUpdate()
                            .getMaxUnavailable()
                            .getIntValue());
            assertTrue(settings.duration("drain.delay").toSeconds() > 0, "proxies would still route to a closed port");
            assertEquals(1, manifests.each(V1PodDisruptionBudget.class).size());
        }
    }

    @EveryRendering
    void every_image_has_a_version_tag(Manifests manifests) {
        for (V1Container container : manifests.containers()) {
            assertTrue(container.getImage().matches(".+(:[^:/]+|@sha256:[0-9a-f]{64})"), container.getImage());
            assertFalse(container.getImage().endsWith(":latest"), container.getImage());
        }
    }

    @EveryRendering
    void memory_is_guaranteed_and_the_processor_count_is_set(Manifests manifests) {
        for (V1Container container : manifests.containers()) {
            var resources = container.getResources();
            assertNotNull(resources.getRequests().get("cpu"));
            assertEquals(
                    resources.getRequests().get("memory"), resources.getLimits().get("memory"));
            assertTrue(container.getEnv().stream()
                    .anyMatch(it -> "JDK_JAVA_OPTIONS".equals(it.getName())
                            && it.getValue().contains("-XX:ActiveProcessorCount=")));
        }
    }

    @EveryRendering
    void the_settings_are_mounted_in_the_working_directory_of_the_image(Manifests manifests) {
        String file = DockerfileStage.home().resolve("conf/local.yaml").toString();
        for (V1Container container : manifests.containers()) {
            assertTrue(container.getVolumeMounts().stream()
                    .anyMatch(mount -> mount.getMountPath().equals(file)));
        }
    }

    private static void assertProbes(String path, V1Probe probe) {
        assertEquals(path, probe.getHttpGet().getPath());
        assertEquals("management", probe.getHttpGet().getPort().getStrValue());
    }

    private static long pause(V1Container container) {
        return container.getLifecycle() == null
                ? 0
                : container.getLifecycle().getPreStop().getSleep().getSeconds();
    }
}
