package io.polyloop.k8s;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.kubernetes.client.common.KubernetesObject;
import io.kubernetes.client.openapi.JSON;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * Reads manifests as strictly as an API server: rejects every field that the kind does not have, and every value that
 * its field does not take, and names the file, the object and the field.
 */
final class StrictManifestReader {
    private static final Gson GSON = JSON.getGson();
    private static final String MODELS = "io.kubernetes.client.openapi.models.";
    /** Where each kind is from. Before you add one, read {@link LinterRules}: the linters may have rules for it. */
    private static final Map<String, String> KINDS = Map.ofEntries(
            Map.entry("ConfigMap", "v1"),
            Map.entry("CronJob", "batch/v1"),
            Map.entry("Deployment", "apps/v1"),
            Map.entry("HTTPRoute", "gateway.networking.k8s.io/v1"),
            Map.entry("HorizontalPodAutoscaler", "autoscaling/v2"),
            Map.entry("Job", "batch/v1"),
            Map.entry("Namespace", "v1"),
            Map.entry("NetworkPolicy", "networking.k8s.io/v1"),
            Map.entry("PersistentVolumeClaim", "v1"),
            Map.entry("PodDisruptionBudget", "policy/v1"),
            Map.entry("PodMonitor", "monitoring.coreos.com/v1"),
            Map.entry("PrometheusRule", "monitoring.coreos.com/v1"),
            Map.entry("Service", "v1"),
            Map.entry("ServiceAccount", "v1"));

    private static final Pattern DOCUMENT = Pattern.compile("(?m)^---\n");
    private static final String ORIGIN = "config.kubernetes.io/origin";
    private static final Pattern FILE = Pattern.compile("(?:path|configuredIn): (?:\\.\\./)*(\\S+)");
    /** Most objects are the same in many renderings, and reading one takes milliseconds. */
    private static final Map<String, KubernetesObject> READ = new ConcurrentHashMap<>();

    private StrictManifestReader() {}

    static List<KubernetesObject> read(String yaml) {
        return DOCUMENT.splitAsStream(yaml)
                .filter(document -> !document.isBlank())
                .map(document -> READ.computeIfAbsent(document, StrictManifestReader::object))
                .toList();
    }

    private static KubernetesObject object(String document) {
        LoaderOptions strict = new LoaderOptions();
        strict.setAllowDuplicateKeys(false);
        Object value = new Yaml(new SafeConstructor(strict)).load(document);
        JsonObject json = GSON.toJsonTree(value).getAsJsonObject();
        Faults faults = new Faults(file(json) + ", " + text(json, "kind") + " " + name(json));
        KubernetesObject object = object(json, text(json, "kind"), faults);
        faults.require();
        return object;
    }

    private static KubernetesObject object(JsonObject json, String kind, Faults faults) {
        if (!text(json, "apiVersion").equals(KINDS.get(kind))) {
            faults.add("apiVersion", text(json, "apiVersion") + "; kinds that are known are " + KINDS);
        } else if (CustomResourceTypes.exist(kind)) {
            CustomResourceTypes.of(kind).check(json, faults);
            return new CustomResource(json);
        } else {
            new ModelFields(faults).check("", json, model(kind));
            return faults.isEmpty() ? GSON.fromJson(json, model(kind)) : null;
        }
        return null;
    }

    /** {@code V2HorizontalPodAutoscaler} is that of {@code autoscaling/v2}. */
    private static Class<? extends KubernetesObject> model(String kind) {
        String version = KINDS.get(kind).replaceAll(".*/", "").toUpperCase();
        try {
            return Class.forName(MODELS + version + kind).asSubclass(KubernetesObject.class);
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException("no model for " + kind, e);
        }
    }

    /** Where kustomize read the object, which it notes in an annotation that is not the object's. */
    private static String file(JsonObject json) {
        JsonObject annotations = json.getAsJsonObject("metadata").getAsJsonObject("annotations");
        JsonElement origin = annotations == null ? null : annotations.remove(ORIGIN);
        var file = FILE.matcher(origin == null ? "" : origin.getAsString());
        return file.find() ? file.group(1) : "manifests";
    }

    private static String name(JsonObject json) {
        return text(json.getAsJsonObject("metadata"), "name");
    }

    private static String text(JsonObject json, String field) {
        JsonElement value = json.get(field);
        return value == null ? "without " + field : value.getAsString();
    }
}
