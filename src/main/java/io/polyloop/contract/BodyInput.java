package io.polyloop.contract;

import io.polyloop.bus.RouteBody;
import io.polyloop.http.BodyReader;
import io.polyloop.http.ContentType;
import io.polyloop.http.DiscardBodyHandler;
import io.polyloop.http.FormFields;
import io.polyloop.http.RequestFraming;
import io.polyloop.topic.Problem;
import io.polyloop.topic.Utf8;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the body of a request as its route says. Each event loop may use the same one. */
public final class BodyInput {
    private static final String LIMIT = "limits.body";
    private static final Pattern JSON = Pattern.compile("application/(?:[\\w.-]+\\+)?json");
    private static final Pattern TEXT = Pattern.compile("text/[\\w.+-]+");
    private static final Set<HttpMethod> BODILESS = Set.of(HttpMethod.GET, HttpMethod.HEAD);
    private static final DiscardBodyHandler DISCARD_BODY = new DiscardBodyHandler();

    private final int limit;
    private final int values;
    private final BodyReader reader;

    /**
     * @param limit bytes of the largest body
     * @param values of the JSON of one body
     */
    public BodyInput(int limit, int values) {
        this.limit = limit;
        this.values = values;
        this.reader = new BodyReader(limit, LIMIT);
    }

    /** Reads the body and goes on. Refuses it by its type before it is read. */
    public void read(RoutingContext context, RouteBody body) {
        if (BODILESS.contains(context.request().method())) {
            DISCARD_BODY.handle(context);
            return;
        }
        check(context.request(), body.kind());
        if (body.kind() == RouteBody.Kind.NONE) {
            DISCARD_BODY.handle(context);
        } else {
            int most = body.upTo(limit);
            (most == limit ? reader : new BodyReader(most, "this route takes")).handle(context);
        }
    }

    private static void check(HttpServerRequest request, RouteBody.Kind kind) {
        switch (kind) {
            case BYTES -> {}
            case NONE -> require(!RequestFraming.hasBody(request), "this route takes no body");
            case FORM -> require(ContentType.essence(request).equals(ContentType.FORM), "send " + ContentType.FORM);
            case JSON -> require(isJson(ContentType.essence(request)), "send application/json");
            default -> checkAny(request);
        }
    }

    private static void checkAny(HttpServerRequest request) {
        String type = ContentType.essence(request);
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        boolean untyped = type.isEmpty() && length != null && !length.equals("0");
        require(!untyped && (type.isEmpty() || isJson(type) || isText(type)), "send application/json, or text");
    }

    /** The value of the body that has been read: JSON, text, fields or bytes; null if there is none. */
    public Object value(RoutingContext context, RouteBody.Kind kind) {
        return switch (kind) {
            case NONE -> null;
            case BYTES -> BodyReader.bodyOf(context);
            case FORM -> FormFields.parse(bytes(context));
            case JSON -> json(bytes(context));
            default -> any(context);
        };
    }

    // A GET has none, whatever its route says.
    private static byte[] bytes(RoutingContext context) {
        Buffer body = BodyReader.bodyOf(context);
        return body == null ? new byte[0] : body.getBytes();
    }

    private Object any(RoutingContext context) {
        byte[] bytes = bytes(context);
        if (bytes.length == 0) {
            return null;
        }
        String type = ContentType.essence(context.request());
        require(!type.isEmpty(), "send application/json, or text");
        return isJson(type) ? json(bytes) : text(bytes);
    }

    private Object json(byte[] bytes) {
        return BodyValues.read(bytes, values);
    }

    private static boolean isJson(String type) {
        return JSON.matcher(type).matches();
    }

    private static boolean isText(String type) {
        return TEXT.matcher(type).matches();
    }

    private static String text(byte[] bytes) {
        if (!Utf8.isValid(bytes, 0, bytes.length)) {
            throw Problem.INVALID_MESSAGE.because("the text is not valid UTF-8");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static void require(boolean holds, String detail) {
        if (!holds) {
            throw Problem.UNSUPPORTED_MEDIA_TYPE.because(detail);
        }
    }
}
