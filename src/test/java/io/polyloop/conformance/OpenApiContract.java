package io.polyloop.conformance;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.openapi.contract.OpenAPIContract;
import java.util.Map;

/** openapi.yaml in vertx-openapi. */
final class OpenApiContract {
    // vertx-openapi 5.0 refuses a document with a media type that is not on its list, and has no way to add one. The
    // document keeps the truth; the library is shown a type of the same kind.
    private static final Map<String, String> STAND_INS = Map.of(
            "application/problem+json", "application/vnd.polyloop.problem+json",
            "application/x-ndjson", "text/plain",
            "application/yaml", "text/plain",
            "text/event-stream", "text/plain",
            "text/html", "text/plain");

    private OpenApiContract() {}

    static Future<OpenAPIContract> load(Vertx vertx) {
        String yaml = ContractFile.text("openapi.yaml");
        for (Map.Entry<String, String> type : STAND_INS.entrySet()) {
            yaml = yaml.replace(type.getKey() + ":", type.getValue() + ":");
        }
        return OpenAPIContract.from(vertx, ContractFile.parse(yaml).root());
    }

    /** What stands in for a media type in the loaded contract. */
    static String standIn(String mediaType) {
        return STAND_INS.getOrDefault(mediaType, mediaType);
    }
}
