package io.polyloop.k8s;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import io.kubernetes.client.common.KubernetesObject;
import io.kubernetes.client.openapi.JSON;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Reads manifests as strictly as an API server: rejects anything that the models do not contain. */
final class StrictManifestReader {
    private static final Gson GSON = JSON.getGson();
    private static final Map<String, String> VERSIONS = Map.of(
            "ConfigMap", "v1",
            "Deployment", "apps/v1",
            "Ingress", "networking.k8s.io/v1",
            "Namespace", "v1",
            "NetworkPolicy", "networking.k8s.io/v1",
            "PersistentVolumeClaim", "v1",
            "PodDisruptionBudget", "policy/v1",
            "Service", "v1",
            "ServiceAccount", "v1",
            "StatefulSet", "apps/v1");
    /** Fields with quantities, which can be numbers or text. */
    private static final Set<String> QUANTITIES = Set.of("requests", "limits", "sizeLimit");
    /** Enumerations of the API server; the models allow any text. */
    private static final Map<String, Set<String>> WORDS = Map.of(
            "protocol", Set.of("TCP", "UDP", "SCTP"),
            "imagePullPolicy", Set.of("Always", "IfNotPresent", "Never"),
            "fsGroupChangePolicy", Set.of("Always", "OnRootMismatch"),
            "accessModes", Set.of("ReadWriteOnce", "ReadWriteOncePod", "ReadWriteMany", "ReadOnlyMany"),
            "policyTypes", Set.of("Ingress", "Egress"));

    private StrictManifestReader() {}

    static List<KubernetesObject> read(String yaml) {
        LoaderOptions strict = new LoaderOptions();
        strict.setAllowDuplicateKeys(false);
        List<KubernetesObject> objects = new ArrayList<>();
        new Yaml(new SafeConstructor(strict)).loadAll(yaml).forEach(it -> objects.add(object(GSON.toJsonTree(it))));
        return objects;
    }

    private static KubernetesObject object(JsonElement json) {
        String kind = json.getAsJsonObject().get("kind").getAsString();
        Object version = json.getAsJsonObject().get("apiVersion").getAsString();
        if (!Objects.equals(VERSIONS.get(kind), version)) {
            throw new IllegalArgumentException(kind + " of " + version + "; expected one of " + VERSIONS);
        }
        KubernetesObject object = GSON.fromJson(json, model(kind));
        requireEqual(kind, json, GSON.toJsonTree(object));
        return object;
    }

    private static Class<? extends KubernetesObject> model(String kind) {
        try {
            return Class.forName("io.kubernetes.client.openapi.models.V1" + kind)
                    .asSubclass(KubernetesObject.class);
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException("no model for " + kind, e);
        }
    }

    /** Gson converts a number to text where text is expected; the API server does not. So the round trip must be equal. */
    private static void requireEqual(String path, JsonElement written, JsonElement understood) {
        if (!form(written).equals(form(understood))) {
            throw new IllegalArgumentException(path + " is " + written + ", read as " + understood);
        }
        if (written.isJsonObject()) {
            written.getAsJsonObject().asMap().forEach((name, value) -> {
                requireAllowed(path + "." + name, value, WORDS.get(name));
                if (!QUANTITIES.contains(name)) {
                    requireEqual(
                            path + "." + name,
                            value,
                            understood.getAsJsonObject().get(name));
                }
            });
        } else if (written.isJsonArray()) {
            for (int i = 0; i < written.getAsJsonArray().size(); i++) {
                requireEqual(
                        path + "[" + i + "]",
                        written.getAsJsonArray().get(i),
                        understood.getAsJsonArray().get(i));
            }
        }
    }

    private static void requireAllowed(String path, JsonElement value, Set<String> words) {
        if (words != null && value.isJsonArray()) {
            value.getAsJsonArray().forEach(item -> requireAllowed(path, item, words));
        } else if (words != null && !words.contains(value.getAsString())) {
            throw new IllegalArgumentException(path + " is " + value + ", not one of " + words);
        }
    }

    private static String form(JsonElement json) {
        if (json == null || !json.isJsonPrimitive()) {
            return json == null ? "nothing" : json.getClass().getSimpleName();
        }
        return json.getAsJsonPrimitive().isString()
                ? "text"
                : json.getAsJsonPrimitive().isBoolean() ? "flag" : "number";
    }
}
