package io.polyloop.k8s;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.kubernetes.client.common.KubernetesObject;
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import java.util.ArrayList;
import java.util.List;

/** An object of a kind that an operator adds to a cluster, such as an {@code HTTPRoute}. */
record CustomResource(JsonObject json) implements KubernetesObject {
    @Override
    public V1ObjectMeta getMetadata() {
        return JSON.getGson().fromJson(json.get("metadata"), V1ObjectMeta.class);
    }

    @Override
    public String getApiVersion() {
        return json.get("apiVersion").getAsString();
    }

    @Override
    public String getKind() {
        return json.get("kind").getAsString();
    }

    /** The values at a path such as {@code spec.rules.backendRefs.name}, of each item of each list on the way. */
    List<JsonElement> at(String path) {
        List<JsonElement> found = List.of(json);
        for (String name : path.split("\\.")) {
            List<JsonElement> next = new ArrayList<>();
            found.forEach(value -> addEach(value.getAsJsonObject().get(name), next));
            found = next;
        }
        return found;
    }

    private static void addEach(JsonElement value, List<JsonElement> values) {
        if (value != null && value.isJsonArray()) {
            value.getAsJsonArray().forEach(values::add);
        } else if (value != null) {
            values.add(value);
        }
    }
}
