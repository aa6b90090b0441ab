package io.polyloop.contract;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.shareddata.LocalMap;
import io.vertx.core.shareddata.Shareable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.error.YAMLException;

/** The OpenAPI document of the service: that of the engine, and {@link #FILE} of the fork if there is one. Immutable. */
public final class AppContract implements Shareable {
    /** A resource of the fork: its paths, components and tags are in {@code /openapi.yaml}. */
    public static final String FILE = "app-openapi.yaml";

    private static final String ENGINE_FILE = "openapi.yaml";
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    private final String packaged;
    private final boolean hasOwn;
    private final JsonObject document;

    private AppContract(String packaged, String own) {
        this.packaged = packaged;
        this.hasOwn = own != null;
        JsonObject engine = YamlDocument.parse(packaged);
        this.document = own == null ? engine : ContractMerge.of(engine, parse(own));
    }

    /**
     * Throws {@link IllegalArgumentException} with the place of a fault.
     *
     * @param own the text of the fork's document, or null
     */
    static AppContract of(String packaged, String own) {
        return new AppContract(packaged, own);
    }

    private static JsonObject parse(String own) {
        try {
            return YamlDocument.parse(own);
        } catch (YAMLException malformed) {
            throw new IllegalArgumentException(FILE + ": " + malformed.getMessage(), malformed);
        }
    }

    /** Reads the resources, off the event loop. Call it before verticles are deployed. */
    public static Future<AppContract> load(Vertx vertx) {
        return vertx.executeBlocking(() -> of(vertx));
    }

    /** That of the node; reads the resources if it has not been {@linkplain #load loaded}. Any thread. */
    public static AppContract of(Vertx vertx) {
        LocalMap<String, AppContract> map = vertx.sharedData().getLocalMap(AppContract.class.getName());
        return map.computeIfAbsent(FILE, file -> new AppContract(text(ENGINE_FILE), text(FILE)));
    }

    private static String text(String file) {
        try (InputStream resource = AppContract.class.getResourceAsStream("/" + file)) {
            return resource == null ? null : new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * The document as YAML, with more operations.
     *
     * @param routes operations by method and path, as {@link RouteDocuments} has them
     */
    public String yaml(Map<String, String> routes) {
        return hasOwn || !routes.isEmpty()
                ? YamlDocument.write(RouteDocuments.addTo(document.copy(), routes))
                : packaged;
    }

    JsonObject document() {
        return document;
    }

    /** The place of the operation with this {@code operationId}. Throws {@link IllegalArgumentException} without one. */
    AppOperation operation(String id) {
        JsonObject paths = document.getJsonObject("paths", new JsonObject());
        for (String path : paths.fieldNames()) {
            JsonObject item = paths.getJsonObject(path);
            for (String method : METHODS) {
                if (item.getValue(method) instanceof JsonObject operation
                        && id.equals(operation.getString("operationId"))) {
                    return new AppOperation(document, path, method);
                }
            }
        }
        throw new IllegalArgumentException(
                hasOwn
                        ? FILE + " has no operation " + id
                        : "there is no " + FILE + ", which would have the operation " + id);
    }

    /** Throws {@link IllegalArgumentException} with a place in {@link #FILE} unless this holds. */
    static void require(boolean holds, String pointer, String what) {
        if (!holds) {
            throw new IllegalArgumentException(FILE + " at #" + pointer + ": " + what);
        }
    }

    /** An array of the document, or an empty one. */
    static JsonArray array(JsonObject parent, String name) {
        return parent.getJsonArray(name, new JsonArray());
    }
}
