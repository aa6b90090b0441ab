package io.polyloop.k8s;

import static io.polyloop.k8s.Breakage.insert;
import static io.polyloop.k8s.Breakage.replace;
import static io.polyloop.k8s.ReferenceRules.custom;
import static io.polyloop.k8s.Rule.rule;
import static java.lang.Boolean.FALSE;
import static java.lang.Boolean.TRUE;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1NetworkPolicyIngressRule;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServicePort;
import java.util.List;
import java.util.Set;

/** What others can reach of a node, and by which names. */
final class ExposureRules {
    private static final Set<String> LABELS =
            Set.of("app.kubernetes.io/name", "app.kubernetes.io/component", "app.kubernetes.io/part-of");
    private static final Set<String> LIVE = Set.of("/api/v1/live", "/api/v1/topics/[^/]+/events");

    static final List<Rule> ALL = List.of(
            rule("an object has a name that DNS takes, and the recommended labels")
                    .holds(manifests -> manifests.objects().stream()
                            .allMatch(it -> it.getMetadata().getName().matches("[a-z]([a-z0-9-]{0,61}[a-z0-9])?")
                                    && it.getMetadata().getLabels().keySet().containsAll(LABELS)))
                    .brokenBy(replace("    app.kubernetes.io/part-of: polyloop\n", "")),
            rule("a node listens for others, and says whether it authenticates them")
                    .holds(manifests -> "0.0.0.0".equals(manifests.settings().text("http.host"))
                            && "0.0.0.0".equals(manifests.settings().text("management.host"))
                            && !"loopback".equals(manifests.settings().text("auth.mode")))
                    .brokenBy(replace("host: 0.0.0.0", "host: 127.0.0.1")),
            rule("the public service has the public port alone")
                    .holds(manifests -> manifests.each(V1Service.class).stream()
                            .filter(it -> it.getMetadata().getName().endsWith("polyloop"))
                            .map(it -> it.getSpec().getPorts())
                            .allMatch(ports -> targets(ports).equals(List.of("http"))))
                    .brokenBy(insert("ports:", "- port: 8081", "  targetPort: management")),
            rule("a port that is not public is open to named peers alone")
                    .holds(manifests -> manifests.each(V1NetworkPolicy.class).stream()
                            .flatMap(it -> it.getSpec().getIngress().stream())
                            .allMatch(it -> !it.getFrom().isEmpty() || isPublic(it)))
                    .brokenBy(replace("    - port: http\n", "    - port: management\n")),
            rule("a service does not set variables, which the node would take for settings")
                    .eachPod(it -> FALSE.equals(it.getEnableServiceLinks()))
                    .brokenBy(replace("enableServiceLinks: false", "enableServiceLinks: true")),
            rule("nodes find each other, ready or not, by the name in their settings")
                    .holds(manifests -> !manifests.settings().isCluster()
                            || manifests.each(V1Service.class).stream().anyMatch(it -> findsNodes(manifests, it)))
                    .brokenBy(replace("name: polyloop-nodes", "name: polyloop-others")),
            rule("a node tells the others the address of its pod")
                    .holds(manifests -> !manifests.settings().isCluster()
                            || manifests.server().getEnv().stream()
                                    .anyMatch(it -> it.getName().equals("POLYLOOP_CLUSTER_HOST")
                                            && it.getValueFrom().getFieldRef() != null
                                            && "status.podIP"
                                                    .equals(it.getValueFrom()
                                                            .getFieldRef()
                                                            .getFieldPath())))
                    .brokenBy(replace("fieldPath: status.podIP", "fieldPath: status.hostIP")),
            rule("a route has no time limit for live delivery, and for that alone")
                    .holds(manifests -> custom(manifests, "HTTPRoute", "spec.rules")
                            .map(JsonElement::getAsJsonObject)
                            .allMatch(it -> hasLimit(it) != isLive(it)))
                    .brokenBy(replace("value: /api/v1/live", "value: /api/v1")));

    private ExposureRules() {}

    private static List<String> targets(List<V1ServicePort> ports) {
        return ports.stream().map(it -> it.getTargetPort().toString()).toList();
    }

    private static boolean isPublic(V1NetworkPolicyIngressRule rule) {
        return rule.getPorts().stream().allMatch(it -> it.getPort().toString().equals("http"));
    }

    private static boolean findsNodes(Manifests manifests, V1Service service) {
        return service.getMetadata().getName().equals(manifests.settings().text("cluster.dns"))
                && "None".equals(service.getSpec().getClusterIP())
                && TRUE.equals(service.getSpec().getPublishNotReadyAddresses());
    }

    private static boolean hasLimit(JsonObject rule) {
        return !rule.getAsJsonObject("timeouts").get("request").getAsString().equals("0s");
    }

    private static boolean isLive(JsonObject rule) {
        return rule.getAsJsonArray("matches").asList().stream()
                .map(it -> it.getAsJsonObject()
                        .getAsJsonObject("path")
                        .get("value")
                        .getAsString())
                .allMatch(LIVE::contains);
    }
}
