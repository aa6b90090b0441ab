package io.polyloop.route;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The answer of a route of {@link HttpRoutes} if it is more than JSON with status 200: {@code Response.of(201,
 * order).header("location", …)}. A body that is text is sent as such if the {@code content-type} is not JSON.
 * Immutable.
 */
public final class Response {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
    private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7e\\x80-\\xff]*");
    /** The server's own: by these a client would take the rest of the answer for something else. */
    private static final Set<String> FRAMING =
            Set.of("connection", "keep-alive", "content-length", "transfer-encoding", "trailer", "upgrade", "date");

    private static final Set<Integer> BODILESS = Set.of(204, 205, 304);

    private static final String STATUS = "status";
    private static final String HEADERS = "headers";
    private static final String BODY = "body";

    private final JsonObject json;

    private Response(JsonObject json) {
        this.json = json;
    }

    /** A response without a body. Throws {@link IllegalArgumentException} for a status that is not 200 to 599. */
    public static Response of(int status) {
        return parse(JsonObject.of(STATUS, status));
    }

    /** A response with any JSON value, or text, as its body; null is the JSON value null. Throws as {@link #parse}. */
    public static Response of(int status, Object body) {
        return parse(JsonObject.of(STATUS, status).put(BODY, body));
    }

    /** The same with one more header; its value is a string, or an array of them. Throws as {@link #parse}. */
    public Response header(String name, Object value) {
        JsonObject headers =
                json.getJsonObject(HEADERS, new JsonObject()).copy().put(name, value);
        return parse(json.copy().put(HEADERS, headers));
    }

    /**
     * A response from {@code {status, headers?, body?}}. Throws {@link IllegalArgumentException} with what is wrong: a
     * status that is not 200 to 599, a header that the server sets or whose text ends the line, a body that the status
     * or the {@code content-type} does not allow.
     */
    public static Response parse(JsonObject json) {
        require(
                json.getValue(STATUS) instanceof Integer status && status >= 200 && status <= 599,
                "a status is a" + " number from 200 to 599");
        require(json.getValue(HEADERS, new JsonObject()) instanceof JsonObject, "headers are an object");
        json.getJsonObject(HEADERS, new JsonObject()).forEach(header -> check(header.getKey(), header.getValue()));
        Response response = new Response(json);
        require(
                !response.hasBody() || !BODILESS.contains(response.status()),
                "a " + response.status() + " has no body");
        require(
                !response.hasBody() || response.isJson() || json.getValue(BODY) instanceof String,
                "a body that is" + " not JSON is text");
        return response;
    }

    private static void check(String name, Object value) {
        require(NAME.matcher(name).matches(), "\"" + name + "\" is no name of a header");
        require(!FRAMING.contains(name.toLowerCase(Locale.ROOT)), "the header " + name + " is the server's own");
        for (Object one : value instanceof JsonArray many ? many : JsonArray.of(value)) {
            require(
                    one instanceof String text && VALUE.matcher(text).matches(),
                    "the header " + name + " is text without line breaks");
        }
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException(what);
        }
    }

    /** The message on the bus. */
    JsonObject toJson() {
        return json;
    }

    /** The status, 200 to 599. */
    public int status() {
        return json.getInteger(STATUS);
    }

    /** The headers: each value is a string, or an array of them. */
    public JsonObject headers() {
        return json.getJsonObject(HEADERS, new JsonObject());
    }

    /** Whether there is a body; the JSON value null is one. */
    public boolean hasBody() {
        return json.containsKey(BODY);
    }

    /** The bytes of the body. Call it only if there {@linkplain #hasBody() is one}. */
    public Buffer body() {
        Object body = json.getValue(BODY);
        return isJson() ? Json.encodeToBuffer(body) : Buffer.buffer((String) body);
    }

    private boolean isJson() {
        return headers().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(HttpHeaders.CONTENT_TYPE.toString()))
                .allMatch(header -> header.getValue().toString().matches("(?i)application/([\\w.-]+\\+)?json\\b.*"));
    }
}
