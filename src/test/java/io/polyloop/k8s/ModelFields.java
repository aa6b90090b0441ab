package io.polyloop.k8s;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.annotations.SerializedName;
import io.kubernetes.client.custom.IntOrString;
import io.kubernetes.client.custom.Quantity;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Compares an object with the models of the Kubernetes API. Gson alone takes a number for a text, and the reverse. */
record ModelFields(Faults faults) {
    private static final String MODELS = "io.kubernetes.client.openapi.models";
    /** Enumerations of the API server; the models allow any text. */
    private static final Map<String, Set<String>> WORDS = Map.ofEntries(
            Map.entry("protocol", Set.of("TCP", "UDP", "SCTP")),
            Map.entry("imagePullPolicy", Set.of("Always", "IfNotPresent", "Never")),
            Map.entry("fsGroupChangePolicy", Set.of("Always", "OnRootMismatch")),
            Map.entry("accessModes", Set.of("ReadWriteOnce", "ReadWriteOncePod", "ReadWriteMany", "ReadOnlyMany")),
            Map.entry("policyTypes", Set.of("Ingress", "Egress")),
            Map.entry("restartPolicy", Set.of("Always", "OnFailure", "Never")),
            Map.entry("concurrencyPolicy", Set.of("Allow", "Forbid", "Replace")),
            Map.entry("whenUnsatisfiable", Set.of("DoNotSchedule", "ScheduleAnyway")),
            Map.entry("unhealthyPodEvictionPolicy", Set.of("AlwaysAllow", "IfHealthyBudget")));

    void check(String path, JsonElement json, Type type) {
        if (type instanceof ParameterizedType container) {
            checkAll(path, json, container);
        } else if (type instanceof Class<?> model && model.getPackageName().equals(MODELS)) {
            checkFields(path, json, model);
        } else if (type != Object.class && !forms(type).contains(form(json))) {
            faults.add(path, "is " + json + ", not " + String.join(" or ", forms(type)));
        }
        if (json.isJsonPrimitive()) {
            checkWord(path, json.getAsString());
        }
    }

    private void checkAll(String path, JsonElement json, ParameterizedType container) {
        Type[] types = container.getActualTypeArguments();
        String expected = container.getRawType() == List.class ? "list" : "object";
        if (!form(json).equals(expected)) {
            faults.add(path, "is " + json + ", not a " + expected);
        } else if (json.isJsonArray()) {
            for (int i = 0; i < json.getAsJsonArray().size(); i++) {
                check(path + "[" + i + "]", json.getAsJsonArray().get(i), types[0]);
            }
        } else {
            json.getAsJsonObject().asMap().forEach((key, value) -> check(path + "." + key, value, types[1]));
        }
    }

    private void checkFields(String path, JsonElement json, Class<?> model) {
        if (!json.isJsonObject()) {
            faults.add(path, "is " + json + ", not an object");
            return;
        }
        Map<String, Type> fields = fields(model);
        JsonObject object = json.getAsJsonObject();
        object.asMap().forEach((name, value) -> {
            if (fields.containsKey(name)) {
                check(join(path, name), value, fields.get(name));
            } else {
                faults.add(join(path, name), "is not a field of " + model.getSimpleName());
            }
        });
        required(model).stream()
                .filter(name -> !object.has(name))
                .forEach(name -> faults.add(join(path, name), "is missing"));
    }

    private void checkWord(String path, String value) {
        String field = path.substring(path.lastIndexOf('.') + 1).replaceAll("\\[\\d+]", "");
        Set<String> words = WORDS.get(field);
        if (words != null && !words.contains(value)) {
            faults.add(path, "is " + value + ", not one of " + words);
        }
    }

    static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static Map<String, Type> fields(Class<?> model) {
        return Arrays.stream(model.getDeclaredFields())
                .filter(field -> field.isAnnotationPresent(SerializedName.class))
                .collect(Collectors.toMap(
                        field -> field.getAnnotation(SerializedName.class).value(), Field::getGenericType));
    }

    private static Set<?> names(Class<?> model, String field) {
        try {
            return (Set<?>) model.getField(field).get(null);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(model + " is not a model", e);
        }
    }

    private static List<String> required(Class<?> model) {
        return names(model, "openapiRequiredFields").stream()
                .map(String::valueOf)
                .toList();
    }

    private static Set<String> forms(Type type) {
        if (type == Quantity.class || type == IntOrString.class) {
            return Set.of("text", "number");
        }
        if (type == Boolean.class) {
            return Set.of("flag");
        }
        return type instanceof Class<?> value && Number.class.isAssignableFrom(value)
                ? Set.of("number")
                : Set.of("text");
    }

    /** Of JSON, in words. */
    static String form(JsonElement json) {
        if (!json.isJsonPrimitive()) {
            return json.isJsonArray() ? "list" : json.isJsonObject() ? "object" : "nothing";
        }
        return json.getAsJsonPrimitive().isString()
                ? "text"
                : json.getAsJsonPrimitive().isBoolean() ? "flag" : "number";
    }
}
