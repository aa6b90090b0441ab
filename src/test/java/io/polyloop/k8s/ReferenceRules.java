package io.polyloop.k8s;

import static io.polyloop.k8s.Breakage.insert;
import static io.polyloop.k8s.Breakage.replace;
import static io.polyloop.k8s.Rule.rule;

import com.google.gson.JsonElement;
import io.kubernetes.client.common.KubernetesObject;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1CronJob;
import io.kubernetes.client.openapi.models.V1PersistentVolumeClaim;
import io.kubernetes.client.openapi.models.V1PodSpec;
import io.kubernetes.client.openapi.models.V1Volume;
import io.kubernetes.client.openapi.models.V1VolumeMount;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A name that one object has for another, or for a setting, is that of something that exists. */
final class ReferenceRules {
    static final List<Rule> ALL = List.of(
            rule("a volume's config map exists")
                    .holds(manifests -> volumes(manifests)
                            .filter(it -> it.getConfigMap() != null)
                            .allMatch(it -> names(manifests, V1ConfigMap.class)
                                    .contains(it.getConfigMap().getName())))
                    .brokenBy(replace("  name: polyloop-conf-", "  name: other-conf-")),
            rule("a volume's claim exists")
                    .holds(manifests -> volumes(manifests)
                            .filter(it -> it.getPersistentVolumeClaim() != null)
                            .allMatch(it -> names(manifests, V1PersistentVolumeClaim.class)
                                    .contains(it.getPersistentVolumeClaim().getClaimName())))
                    .brokenBy(replace("claimName: polyloop-backups", "claimName: other")),
            rule("a pod mounts each of its volumes, and nothing else")
                    .eachPod(it -> it.getVolumes().stream()
                            .map(V1Volume::getName)
                            .collect(Collectors.toSet())
                            .equals(mounts(it).map(V1VolumeMount::getName).collect(Collectors.toSet())))
                    .brokenBy(insert("volumes:", "- emptyDir: {sizeLimit: 1Mi}", "  name: unused")),
            rule("a file that is mounted from a config map is in it")
                    .holds(manifests -> mounts(manifests.servers().get(0).getSpec())
                            .filter(it -> it.getSubPath() != null)
                            .allMatch(it -> manifests.each(V1ConfigMap.class).stream()
                                    .anyMatch(map -> map.getData().containsKey(it.getSubPath()))))
                    .brokenBy(replace("subPath: local.yaml", "subPath: other.yaml")),
            rule("a Secret and its keys are made by a command of docs/kubernetes.md")
                    .holds(manifests -> secrets(manifests).allMatch(ReferenceRules::isDocumented))
                    .brokenBy(replace("key: token\n", "key: password\n")),
            rule("a file that a setting or a variable names is mounted from a Secret")
                    .holds(ReferenceRules::hasNamedFiles)
                    .brokenBy(replace("mountPath: /run/polyloop/keys", "mountPath: /run/polyloop/key")),
            rule("the CA that the URL of the database names is mounted")
                    .holds(manifests -> manifests.pods().stream()
                            .filter(it -> SecretFiles.references(it).anyMatch("polyloop-journal/url"::equals))
                            .allMatch(it -> SecretFiles.mounted(it).contains(DocumentedSecrets.certificateAuthority())))
                    .brokenBy(replace("path: ca.crt", "path: ca.pem")),
            rule("a variable of the node is a setting")
                    .eachContainer(
                            it -> it.getEnv().stream().allMatch(variable -> PodSettings.isKnown(variable.getName())))
                    .brokenBy(replace("name: POLYLOOP_CLUSTER_REBALANCE", "name: POLYLOOP_CLUSTER_REBALANCES")),
            rule("metrics are read from the pods that serve")
                    .holds(manifests -> custom(manifests, "PodMonitor", "spec.selector.matchLabels")
                            .allMatch(it -> Labels.match(
                                    texts(it), manifests.servers().get(0).getMetadata())))
                    .brokenBy(replace(
                            "scrapeTimeout: 10s\n  selector:\n    matchLabels:",
                            "scrapeTimeout: 10s\n  selector:\n    matchLabels:\n      app: other")),
            rule("a backup runs where its volume is, on the machine of the server")
                    .holds(manifests -> manifests.each(V1CronJob.class).stream()
                            .map(it -> it.getSpec()
                                    .getJobTemplate()
                                    .getSpec()
                                    .getTemplate()
                                    .getSpec())
                            .flatMap(it -> it
                                    .getAffinity()
                                    .getPodAffinity()
                                    .getRequiredDuringSchedulingIgnoredDuringExecution()
                                    .stream())
                            .allMatch(it -> "kubernetes.io/hostname".equals(it.getTopologyKey())
                                    && Labels.match(
                                            it.getLabelSelector(),
                                            manifests.servers().get(0).getMetadata())))
                    .brokenBy(replace(
                            "topologyKey: kubernetes.io/hostname\n          automount",
                            "topologyKey: topology.kubernetes.io/zone\n          automount")));

    private ReferenceRules() {}

    private static Stream<V1Volume> volumes(Manifests manifests) {
        return manifests.pods().stream().flatMap(it -> it.getVolumes().stream());
    }

    private static Stream<V1VolumeMount> mounts(V1PodSpec pod) {
        return pod.getContainers().stream().flatMap(it -> it.getVolumeMounts().stream());
    }

    static Set<String> names(Manifests manifests, Class<? extends KubernetesObject> kind) {
        return manifests.each(kind).stream()
                .map(it -> it.getMetadata().getName())
                .collect(Collectors.toSet());
    }

    static Stream<JsonElement> custom(Manifests manifests, String kind, String path) {
        return manifests.custom(kind).stream().flatMap(it -> it.at(path).stream());
    }

    private static Map<String, String> texts(JsonElement labels) {
        return labels.getAsJsonObject().asMap().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, it -> it.getValue().getAsString()));
    }

    private static Stream<String> secrets(Manifests manifests) {
        return Stream.concat(
                manifests.pods().stream().flatMap(SecretFiles::references),
                custom(manifests, "PodMonitor", "spec.podMetricsEndpoints.authorization.credentials")
                        .map(JsonElement::getAsJsonObject)
                        .map(it -> it.get("name").getAsString() + "/"
                                + it.get("key").getAsString()));
    }

    private static boolean isDocumented(String secretAndKey) {
        String[] parts = secretAndKey.split("/");
        return DocumentedSecrets.KEYS.getOrDefault(parts[0], Set.of()).contains(parts[1]);
    }

    private static boolean hasNamedFiles(Manifests manifests) {
        V1PodSpec server = manifests.servers().get(0).getSpec();
        return manifests.each(V1ConfigMap.class).stream()
                        .flatMap(it -> it.getData().values().stream())
                        .allMatch(it -> SecretFiles.mounted(server).containsAll(SecretFiles.named(withoutComments(it))))
                && manifests.pods().stream().allMatch(ReferenceRules::hasNamedFiles);
    }

    private static boolean hasNamedFiles(V1PodSpec pod) {
        return pod.getContainers().stream()
                .map((V1Container container) -> SecretFiles.named(container))
                .allMatch(SecretFiles.mounted(pod)::containsAll);
    }

    private static String withoutComments(String yaml) {
        return yaml.replaceAll("(?m)(^| )#.*$", "");
    }
}
