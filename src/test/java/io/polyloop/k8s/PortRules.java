package io.polyloop.k8s;

import static io.polyloop.k8s.Breakage.replace;
import static io.polyloop.k8s.ReferenceRules.custom;
import static io.polyloop.k8s.Rule.rule;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.kubernetes.client.openapi.models.V1ContainerPort;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1NetworkPolicyPort;
import io.kubernetes.client.openapi.models.V1Probe;
import io.kubernetes.client.openapi.models.V1Service;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A port, and a path behind it, is one that the node serves. */
final class PortRules {
    static final List<Rule> ALL = List.of(
            rule("the ports of a pod are those of its settings")
                    .holds(manifests -> ports(manifests).equals(configured(manifests.settings())))
                    .brokenBy(replace("containerPort: 5801", "containerPort: 5802")),
            rule("a probe asks the path that is for it")
                    .holds(manifests -> asks(manifests.server().getStartupProbe(), "/startupz")
                            && asks(manifests.server().getReadinessProbe(), "/readyz")
                            && asks(manifests.server().getLivenessProbe(), "/livez"))
                    .brokenBy(replace("path: /livez", "path: /readyz")),
            rule("a service leads to a port of the pods")
                    .holds(manifests -> manifests.each(V1Service.class).stream()
                            .flatMap(it -> it.getSpec().getPorts().stream())
                            .allMatch(it -> ports(manifests)
                                    .containsKey(it.getTargetPort().toString())))
                    .brokenBy(replace("targetPort: member", "targetPort: members")),
            rule("a network policy opens ports of the pods")
                    .holds(manifests -> opened(manifests).allMatch(it -> ports(manifests)
                            .containsKey(it.getPort().toString())))
                    .brokenBy(replace("- port: bus", "- port: buses")),
            rule("a network policy lets nodes reach the ports of each other")
                    .holds(PortRules::nodesReachEachOther)
                    .brokenBy(replace("    - port: 5801\n      protocol: TCP\n", "")),
            rule("metrics are read from the port and the path of the node")
                    .holds(manifests -> custom(manifests, "PodMonitor", "spec.podMetricsEndpoints")
                            .allMatch(it -> text(it, "port").equals("management")
                                    && text(it, "path").equals("/metrics")))
                    .brokenBy(replace("path: /metrics", "path: /prometheus")),
            rule("a route leads to a port of a service")
                    .holds(manifests -> custom(manifests, "HTTPRoute", "spec.rules.backendRefs")
                            .allMatch(it -> leadsToService(manifests, it.getAsJsonObject())))
                    .brokenBy(
                            replace("  - backendRefs:\n    - name: polyloop", "  - backendRefs:\n    - name: other")));

    private PortRules() {}

    private static Map<String, Integer> ports(Manifests manifests) {
        return manifests.server().getPorts().stream()
                .collect(Collectors.toMap(
                        V1ContainerPort::getName, V1ContainerPort::getContainerPort, (a, b) -> a, TreeMap::new));
    }

    private static Map<String, Integer> configured(PodSettings settings) {
        Map<String, Integer> ports = new TreeMap<>(
                Map.of("http", settings.number("http.port"), "management", settings.number("management.port")));
        if (settings.isCluster()) {
            ports.put("member", settings.number("cluster.port"));
            ports.put("bus", settings.number("cluster.bus-port"));
        }
        return ports;
    }

    private static boolean asks(V1Probe probe, String path) {
        return path.equals(probe.getHttpGet().getPath())
                && "management".equals(probe.getHttpGet().getPort().toString());
    }

    private static Stream<V1NetworkPolicyPort> opened(Manifests manifests) {
        return manifests.each(V1NetworkPolicy.class).stream()
                .flatMap(it -> it.getSpec().getIngress().stream())
                .flatMap(it -> it.getPorts().stream());
    }

    /** What a pod may send names numbers: the peer's names are not known there. */
    private static boolean nodesReachEachOther(Manifests manifests) {
        List<String> reached = manifests.each(V1NetworkPolicy.class).stream()
                .flatMap(it -> it.getSpec().getEgress().stream())
                .filter(it -> it.getTo().stream()
                        .anyMatch(peer -> peer.getPodSelector() != null && peer.getNamespaceSelector() == null))
                .flatMap(it -> it.getPorts().stream())
                .map(it -> it.getPort().toString())
                .toList();
        PodSettings settings = manifests.settings();
        return !settings.isCluster()
                || reached.equals(List.of(settings.text("cluster.port"), settings.text("cluster.bus-port")));
    }

    private static boolean leadsToService(Manifests manifests, JsonObject backend) {
        return manifests.each(V1Service.class).stream()
                .filter(it -> it.getMetadata().getName().equals(text(backend, "name")))
                .flatMap(it -> it.getSpec().getPorts().stream())
                .anyMatch(it -> it.getPort().toString().equals(text(backend, "port"))
                        && it.getTargetPort().toString().equals("http"));
    }

    private static String text(JsonElement object, String field) {
        return object.getAsJsonObject().get(field).getAsString();
    }
}
