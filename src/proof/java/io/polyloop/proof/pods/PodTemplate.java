package io.polyloop.proof.pods;

import io.polyloop.proof.local.Command;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.Yaml;

/**
 * The pod of an overlay, as {@code kubectl} renders it.
 *
 * @param conf the text of {@code local.yaml}
 * @param spec of the pod
 */
record PodTemplate(String conf, JsonObject spec) {
    private static final String FILE = "local.yaml";

    static PodTemplate render(String overlay) {
        String manifests = String.join("\n", Command.run("kubectl", "kustomize", overlay));
        List<JsonObject> objects = StreamSupport.stream(
                        new Yaml().loadAll(manifests).spliterator(), false)
                .map(object -> new JsonObject(Json.encode(object)))
                .toList();
        JsonObject deployment = one(objects, "Deployment").getJsonObject("spec");
        return new PodTemplate(
                one(objects, "ConfigMap").getJsonObject("data").getString(FILE),
                deployment.getJsonObject("template").getJsonObject("spec"));
    }

    private static JsonObject one(List<JsonObject> objects, String kind) {
        return objects.stream()
                .filter(object -> kind.equals(object.getString("kind")))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the overlay has no " + kind));
    }

    /** The environment of its container. */
    Map<String, String> environment(String address, Secrets secrets) {
        Map<String, String> variables = new HashMap<>();
        each(container().getJsonArray("env"))
                .forEach(variable -> variables.put(variable.getString("name"), value(variable, address, secrets)));
        return variables;
    }

    private static String value(JsonObject variable, String address, Secrets secrets) {
        if (variable.containsKey("value")) {
            return variable.getString("value");
        }
        JsonObject source = variable.getJsonObject("valueFrom");
        JsonObject key = source.getJsonObject("secretKeyRef");
        if (key != null) {
            return secrets.text(key.getString("name"), key.getString("key"));
        }
        if (source.encode().contains("status.podIP")) {
            return address;
        }
        throw new IllegalStateException("the value of a variable is not known here: " + variable.encode());
    }

    /** Where the container has the Secrets: their volumes by path. */
    Map<String, JsonObject> secretMounts() {
        Map<String, JsonObject> secrets = new HashMap<>();
        each(spec.getJsonArray("volumes"))
                .filter(volume -> volume.containsKey("secret"))
                .forEach(volume -> secrets.put(volume.getString("name"), volume.getJsonObject("secret")));
        Map<String, JsonObject> mounts = new HashMap<>();
        each(container().getJsonArray("volumeMounts"))
                .filter(mount -> secrets.containsKey(mount.getString("name")))
                .forEach(mount -> mounts.put(mount.getString("mountPath"), secrets.get(mount.getString("name"))));
        return mounts;
    }

    /** The limit of its memory, such as {@code 1Gi}. */
    String memory() {
        return container().getJsonObject("resources").getJsonObject("limits").getString("memory");
    }

    private JsonObject container() {
        return spec.getJsonArray("containers").getJsonObject(0);
    }

    private static Stream<JsonObject> each(JsonArray objects) {
        return objects.stream().map(JsonObject.class::cast);
    }
}
