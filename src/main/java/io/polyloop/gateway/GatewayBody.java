package io.polyloop.gateway;

import io.polyloop.route.MediaType;
import io.polyloop.route.RequestBody;
import io.polyloop.topic.Problem;
import io.polyloop.topic.StrictJson;
import io.polyloop.topic.Utf8;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.Json;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** The body of a request as a verticle sees it: JSON, strictly read, or text. */
final class GatewayBody {
    private static final Pattern JSON = Pattern.compile("application/(?:[\\w.-]+\\+)?json");
    private static final Pattern TEXT = Pattern.compile("text/[\\w.+-]+");

    private GatewayBody() {}

    /** Refuses a body by its type before it is read. */
    static void check(HttpServerRequest request) {
        String type = MediaType.essence(request);
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        boolean untyped = type.isEmpty() && length != null && !length.equals("0");
        if (untyped || !type.isEmpty() && !isJson(type) && !TEXT.matcher(type).matches()) {
            throw unsupported();
        }
    }

    /** The JSON value, the text, or null if there is none. */
    static Object read(RoutingContext context) {
        byte[] bytes = RequestBody.bytes(context);
        if (bytes.length == 0) {
            return null;
        }
        String type = MediaType.essence(context.request());
        if (type.isEmpty()) {
            throw unsupported();
        }
        return isJson(type)
                ? Json.decodeValue(Buffer.buffer(StrictJson.payload(bytes).json()))
                : text(bytes);
    }

    private static boolean isJson(String type) {
        return JSON.matcher(type).matches();
    }

    private static String text(byte[] bytes) {
        if (!Utf8.isValid(bytes, 0, bytes.length)) {
            throw Problem.INVALID_MESSAGE.because("the text is not valid UTF-8");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static RuntimeException unsupported() {
        return Problem.UNSUPPORTED_MEDIA_TYPE.because("send application/json, or text");
    }
}
