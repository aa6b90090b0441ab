package io.polyloop.conformance;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * What a server answered.
 *
 * @param headers by name in lower case
 */
public record RawResponse(int status, Map<String, List<String>> headers, byte[] body) {

    /** Status and headers of a response whose body is still open. */
    static RawResponse head(HttpResponse<?> response) {
        return new RawResponse(response.statusCode(), response.headers().map(), new byte[0]);
    }

    /** The header's value, or null; fails if it is there twice. */
    public String header(String name) {
        List<String> values = headers.getOrDefault(name.toLowerCase(), List.of());
        if (values.size() > 1) {
            throw new AssertionError(name + " is there " + values.size() + " times");
        }
        return values.isEmpty() ? null : values.get(0);
    }

    /** The content type without its charset, or null. */
    String mediaType() {
        String type = header("Content-Type");
        return type == null ? null : type.replaceFirst("(?i) *; *charset=utf-8", "");
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    Object value() {
        return Json.decodeValue(Buffer.buffer(body));
    }

    public JsonObject json() {
        return (JsonObject) value();
    }

    @Override
    public String toString() {
        return status + " " + headers + " " + text();
    }
}
