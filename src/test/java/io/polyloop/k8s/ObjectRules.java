package io.polyloop.k8s;

import static io.polyloop.k8s.Breakage.add;
import static io.polyloop.k8s.Breakage.insert;
import static io.polyloop.k8s.Breakage.replace;
import static io.polyloop.k8s.Rule.rule;

import io.kubernetes.client.custom.IntOrString;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1ContainerPort;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1NetworkPolicySpec;
import io.kubernetes.client.openapi.models.V1PodTemplateSpec;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServicePort;
import io.kubernetes.client.openapi.models.V1ServiceSpec;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The rules of the linters for services, network policies, config maps and labels. */
final class ObjectRules {
    /** RFC 6335, section 5.1: at most 15 characters, with a letter. */
    private static final Pattern PORT_NAME =
            Pattern.compile("(?=.{1,15}$)(?=.*[a-z])[a-z0-9](?:[a-z0-9]|-(?!-))*(?<!-)");

    private static final Pattern LABEL = Pattern.compile("(?:[A-Za-z0-9](?:[\\w.-]{0,61}[A-Za-z0-9])?)?");
    private static final Pattern SECRET_KEY = Pattern.compile("(?i)password|token|bearer|secret");
    private static final String PRIVATE_KEY = "PRIVATE KEY-";

    static final List<Rule> ALL = List.of(
            rule("a service selects pods", "kube-linter dangling-service", "kube-score service-targets-pod")
                    .holds(manifests -> services(manifests).allMatch(it -> manifests.servers().stream()
                            .anyMatch(pod -> Labels.match(it.getSelector(), pod.getMetadata()))))
                    .brokenBy(insert("selector:", "  app.kubernetes.io/instance: other")),
            rule("a service is within the cluster", "kube-score service-type")
                    .holds(manifests -> services(manifests)
                            .allMatch(it -> it.getType() == null || it.getType().equals("ClusterIP")))
                    .brokenBy(replace("type: ClusterIP", "type: NodePort")),
            rule("a port has a valid name", "kube-linter invalid-target-ports")
                    .holds(manifests -> portNames(manifests)
                            .allMatch(name -> PORT_NAME.matcher(name).matches()))
                    .brokenBy(replace("targetPort: member", "targetPort: member_")),
            rule("a label has a valid value", "kube-score label-values")
                    .holds(manifests -> labels(manifests)
                            .flatMap(labels -> labels.values().stream())
                            .allMatch(value -> LABEL.matcher(value).matches()))
                    .brokenBy(replace("app.kubernetes.io/part-of: polyloop", "app.kubernetes.io/part-of: polyloop-")),
            rule(
                            "a network policy limits what reaches a pod, and what a pod reaches",
                            "kube-score pod-networkpolicy",
                            "Polaris missingNetworkPolicy")
                    .holds(manifests -> manifests.templates().stream().allMatch(pod -> isolated(manifests, pod)))
                    .brokenBy(replace("  - Egress\n", "")),
            rule("a network policy selects pods", "kube-score networkpolicy-targets-pod")
                    .holds(manifests -> policies(manifests).allMatch(it -> manifests.templates().stream()
                            .anyMatch(pod -> Labels.match(it.getPodSelector(), pod.getMetadata()))))
                    .brokenBy(add(
                            "apiVersion: networking.k8s.io/v1",
                            "kind: NetworkPolicy",
                            "metadata: {name: other, labels: {}}",
                            "spec: {podSelector: {matchLabels: {app: other}}}")),
            rule("a config map has no secrets", "Polaris sensitiveConfigmapContent")
                    .holds(manifests -> manifests.each(V1ConfigMap.class).stream()
                            .flatMap(it -> it.getData().entrySet().stream())
                            .noneMatch(it -> SECRET_KEY.matcher(it.getKey()).find()
                                    || it.getValue().contains(PRIVATE_KEY)))
                    .brokenBy(replace("  local.yaml: |", "  token.yaml: |")));

    private ObjectRules() {}

    private static Stream<V1ServiceSpec> services(Manifests manifests) {
        return manifests.each(V1Service.class).stream().map(V1Service::getSpec);
    }

    private static Stream<V1NetworkPolicySpec> policies(Manifests manifests) {
        return manifests.each(V1NetworkPolicy.class).stream().map(V1NetworkPolicy::getSpec);
    }

    private static boolean isolated(Manifests manifests, V1PodTemplateSpec pod) {
        return policies(manifests)
                        .filter(it -> Labels.match(it.getPodSelector(), pod.getMetadata()))
                        .flatMap(it -> it.getPolicyTypes().stream())
                        .distinct()
                        .count()
                == 2;
    }

    private static Stream<String> portNames(Manifests manifests) {
        return Stream.concat(
                services(manifests)
                        .flatMap(it -> it.getPorts().stream())
                        .map(V1ServicePort::getTargetPort)
                        .map(IntOrString::toString),
                manifests.containers().stream()
                        .flatMap(it -> it.getPorts().stream())
                        .map(V1ContainerPort::getName));
    }

    private static Stream<Map<String, String>> labels(Manifests manifests) {
        return Stream.concat(
                manifests.objects().stream().map(it -> it.getMetadata().getLabels()),
                manifests.templates().stream().map(it -> it.getMetadata().getLabels()));
    }
}
