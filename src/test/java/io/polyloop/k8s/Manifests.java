package io.polyloop.k8s;

import io.kubernetes.client.common.KubernetesObject;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1CronJob;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Job;
import io.kubernetes.client.openapi.models.V1PodSpec;
import io.kubernetes.client.openapi.models.V1PodTemplateSpec;
import io.kubernetes.client.openapi.models.V2HorizontalPodAutoscaler;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The objects that {@code kubectl apply -k <folder>} would send to a cluster, in the types of the Kubernetes API.
 *
 * @param name of the folder and its components, such as {@code cluster-gateway-monitoring}
 * @param yaml as rendered
 * @param settings of the pods that serve
 */
record Manifests(String name, String yaml, List<KubernetesObject> objects, PodSettings settings) {
    private static final String[] CLUSTER = {"gateway", "monitoring", "autoscale", "migration"};

    private static Map<String, String> texts;
    private static Map<String, Manifests> rendered;

    static Manifests read(String name, String yaml) {
        PodSettings settings = PodSettings.defaults();
        Manifests manifests = new Manifests(name, yaml, StrictManifestReader.read(yaml), settings);
        manifests.each(V1ConfigMap.class).stream()
                .map(map -> map.getData().get("local.yaml"))
                .filter(Objects::nonNull)
                .forEach(settings::overlay);
        settings.environment(manifests.server().getEnv());
        return manifests;
    }

    /** Every folder with every combination of its components, so that a new one is checked automatically. */
    static List<Manifests> all() {
        return List.copyOf(rendered().values());
    }

    /** The cluster with all that it can have. */
    static Manifests fullCluster() {
        return of("cluster", CLUSTER);
    }

    static Manifests of(String folder, String... components) {
        return rendered().get(Renderings.name(folder, List.of(components)));
    }

    /** Rendered and read once for all tests. */
    private static synchronized Map<String, Manifests> rendered() {
        texts = texts == null ? Renderings.all() : texts;
        if (rendered == null) {
            Map<String, Manifests> manifests = new LinkedHashMap<>();
            texts.forEach((name, yaml) -> manifests.put(name, read(name, yaml)));
            rendered = manifests;
        }
        return rendered;
    }

    <T extends KubernetesObject> List<T> each(Class<T> kind) {
        return objects.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    List<CustomResource> custom(String kind) {
        return each(CustomResource.class).stream()
                .filter(it -> it.getKind().equals(kind))
                .toList();
    }

    /** Of the pods that serve. */
    List<V1PodTemplateSpec> servers() {
        return each(V1Deployment.class).stream()
                .map(it -> it.getSpec().getTemplate())
                .toList();
    }

    /** Of the pods that end. */
    List<V1PodTemplateSpec> jobs() {
        List<V1PodTemplateSpec> jobs = new ArrayList<>();
        each(V1Job.class).forEach(it -> jobs.add(it.getSpec().getTemplate()));
        each(V1CronJob.class)
                .forEach(it -> jobs.add(it.getSpec().getJobTemplate().getSpec().getTemplate()));
        return jobs;
    }

    List<V1PodTemplateSpec> templates() {
        List<V1PodTemplateSpec> templates = new ArrayList<>(servers());
        templates.addAll(jobs());
        return templates;
    }

    List<V1PodSpec> pods() {
        return templates().stream().map(V1PodTemplateSpec::getSpec).toList();
    }

    /** Of all pods. */
    List<V1Container> containers() {
        return pods().stream().flatMap(pod -> pod.getContainers().stream()).toList();
    }

    /** The container that serves. */
    V1Container server() {
        return servers().get(0).getSpec().getContainers().get(0);
    }

    /** How many pods serve, at least. */
    int replicas() {
        return each(V2HorizontalPodAutoscaler.class).stream()
                .map(it -> it.getSpec().getMinReplicas())
                .findFirst()
                .orElseGet(() -> each(V1Deployment.class).get(0).getSpec().getReplicas());
    }

    @Override
    public String toString() {
        return name;
    }
}
