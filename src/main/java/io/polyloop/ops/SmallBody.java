package io.polyloop.ops;

import io.polyloop.topic.Problem;
import io.polyloop.topic.StrictJson;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.util.Locale;

/** The JSON object in the body of an administrative request. */
final class SmallBody {
    private static final int MAX_BYTES = 8 * 1024;
    private static final String JSON = "application/json";

    private SmallBody() {}

    /** Fails with a problem unless the body is one JSON object of at most 8 KiB. */
    static Future<JsonObject> json(HttpServerRequest request) {
        String type = String.valueOf(request.getHeader(HttpHeaders.CONTENT_TYPE));
        if (!type.split(";")[0].strip().toLowerCase(Locale.ROOT).equals(JSON)) {
            throw Problem.UNSUPPORTED_MEDIA_TYPE.because("send the body as " + JSON);
        }
        return read(request).map(SmallBody::parse);
    }

    private static Future<Buffer> read(HttpServerRequest request) {
        Promise<Buffer> whole = Promise.promise();
        Buffer body = Buffer.buffer();
        request.handler(part -> {
            if (body.length() + part.length() <= MAX_BYTES) {
                body.appendBuffer(part);
            } else {
                whole.tryFail(Problem.TOO_LARGE.because("the body exceeds " + MAX_BYTES + " bytes"));
            }
        });
        request.endHandler(end -> whole.tryComplete(body));
        request.exceptionHandler(whole::tryFail);
        return whole.future();
    }

    private static JsonObject parse(Buffer body) {
        // The strict parser refuses duplicate keys, of which another parser could read the other one.
        byte[] strict = StrictJson.payload(body.getBytes()).json();
        if (Json.decodeValue(Buffer.buffer(strict)) instanceof JsonObject object) {
            return object;
        }
        throw Problem.INVALID_MESSAGE.because("the body must be a JSON object");
    }
}
