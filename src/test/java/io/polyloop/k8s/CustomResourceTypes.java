package io.polyloop.k8s;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The types of a custom resource, which {@code src/test/sh/crd-types.mjs} generates. A type is an object, with the type
 * of each field and {@code !} after the name of one that is required, or the name of another type, or {@code string},
 * {@code number}, {@code boolean}, {@code any}, words such as {@code 'Exact' | 'PathPrefix'}, or a {@code /pattern/}; a
 * list has {@code []} at its end, and a map is in braces.
 */
record CustomResourceTypes(String kind, JsonObject types) {
    private static final String ANY = "any";

    static boolean exist(String kind) {
        return CustomResourceTypes.class.getResource(kind + ".json") != null;
    }

    static CustomResourceTypes of(String kind) {
        try (InputStream file = CustomResourceTypes.class.getResourceAsStream(kind + ".json")) {
            String text = new String(file.readAllBytes(), UTF_8);
            return new CustomResourceTypes(kind, JsonParser.parseString(text).getAsJsonObject());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void check(JsonObject object, Faults faults) {
        new ModelFields(faults).check("metadata", object.get("metadata"), V1ObjectMeta.class);
        check("", object, kind, faults);
    }

    private void check(String path, JsonElement value, String type, Faults faults) {
        if (type.endsWith("[]")) {
            checkList(path, value, type.substring(0, type.length() - 2), faults);
        } else if (type.startsWith("{")) {
            checkMap(path, value, type.substring(1, type.length() - 1), faults);
        } else if (types.has(type) && types.get(type).isJsonObject()) {
            checkFields(path, value, types.getAsJsonObject(type), faults);
        } else if (types.has(type)) {
            check(path, value, types.get(type).getAsString(), faults);
        } else if (!type.equals(ANY) && !matches(value, type)) {
            faults.add(path, "is " + value + ", not " + type);
        }
    }

    private void checkList(String path, JsonElement value, String type, Faults faults) {
        if (!value.isJsonArray()) {
            faults.add(path, "is " + value + ", not a list");
            return;
        }
        for (int i = 0; i < value.getAsJsonArray().size(); i++) {
            check(path + "[" + i + "]", value.getAsJsonArray().get(i), type, faults);
        }
    }

    private void checkMap(String path, JsonElement value, String type, Faults faults) {
        if (value.isJsonObject()) {
            value.getAsJsonObject().asMap().forEach((key, item) -> check(path + "." + key, item, type, faults));
        } else {
            faults.add(path, "is " + value + ", not an object");
        }
    }

    private void checkFields(String path, JsonElement value, JsonObject fields, Faults faults) {
        if (!value.isJsonObject()) {
            faults.add(path, "is " + value + ", not an object");
            return;
        }
        JsonObject object = value.getAsJsonObject();
        object.asMap().forEach((name, item) -> {
            JsonElement type = fields.has(name) ? fields.get(name) : fields.get(name + "!");
            if (type == null) {
                faults.add(ModelFields.join(path, name), "is not a field");
            } else {
                check(ModelFields.join(path, name), item, type.getAsString(), faults);
            }
        });
        fields.keySet().stream()
                .filter(name -> name.endsWith("!") && !object.has(name.substring(0, name.length() - 1)))
                .forEach(
                        name -> faults.add(ModelFields.join(path, name.substring(0, name.length() - 1)), "is missing"));
    }

    private static boolean matches(JsonElement value, String type) {
        String form = ModelFields.form(value);
        if (type.startsWith("/")) {
            Pattern pattern = Pattern.compile(type.substring(1, type.length() - 1));
            return form.equals("text") && pattern.matcher(value.getAsString()).find();
        }
        return List.of(type.split(" \\| ")).stream().anyMatch(word -> switch (word) {
            case "string" -> form.equals("text");
            case "number" -> form.equals("number");
            case "boolean" -> form.equals("flag");
            default -> value.isJsonPrimitive() && value.getAsString().equals(word.replace("'", ""));
        });
    }
}
