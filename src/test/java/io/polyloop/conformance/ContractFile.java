package io.polyloop.conformance;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.pointer.JsonPointer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** One of the two documents that describe the wire, as it is packaged. */
record ContractFile(JsonObject root) {

    static ContractFile openApi() {
        return parse(text("openapi.yaml"));
    }

    static ContractFile asyncApi() {
        return parse(text("asyncapi.yaml"));
    }

    static ContractFile parse(String yaml) {
        Map<String, Object> map = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
        // Written out and read again, since YAML's aliases are shared objects, and readers of schemas annotate them.
        return new ContractFile(new JsonObject(new JsonObject(map).encode()));
    }

    static String text(String name) {
        try (InputStream file = ContractFile.class.getResourceAsStream("/" + name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is at a JSON pointer such as {@code /components/schemas/Code}, or null. */
    Object at(String pointer) {
        return JsonPointer.from(pointer).queryJson(root);
    }

    JsonObject object(String pointer) {
        return (JsonObject) at(pointer);
    }

    List<String> strings(String pointer) {
        return ((JsonArray) at(pointer)).stream().map(String.class::cast).toList();
    }

    /** Every {@code $ref} of the document. */
    Stream<String> references() {
        return objects(root).filter(o -> o.containsKey("$ref")).map(o -> o.getString("$ref"));
    }

    /** {@code value} and every object inside it. */
    static Stream<JsonObject> objects(Object value) {
        if (value instanceof JsonObject object) {
            Stream<JsonObject> inside = object.stream().flatMap(entry -> objects(entry.getValue()));
            return Stream.concat(Stream.of(object), inside);
        }
        return value instanceof JsonArray array ? array.stream().flatMap(ContractFile::objects) : Stream.empty();
    }
}
