package io.polyloop.route;

import io.polyloop.http.ContentType;
import io.polyloop.topic.Problem;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/** The media types of bodies that contain messages. What is refused is {@link Problem#UNSUPPORTED_MEDIA_TYPE}. */
public enum MediaType {
    /** One JSON value. */
    JSON("application/json"),
    /** One JSON value on each line. */
    LINES("application/x-ndjson");

    private final String name;

    MediaType(String name) {
        this.name = name;
    }

    /** The type of the request's body. Refuses another type, and a body with {@code Content-Encoding}. */
    public static MediaType of(HttpServerRequest request) {
        String essence = essence(request);
        for (MediaType known : values()) {
            if (known.name.equals(essence)) {
                return known;
            }
        }
        throw Problem.UNSUPPORTED_MEDIA_TYPE.because(
                "send application/json, or application/x-ndjson for many messages");
    }

    /** A handler that refuses a body of another type before {@code reader} reads it or answers {@code 100 Continue}. */
    public static Handler<RoutingContext> before(Handler<RoutingContext> reader) {
        return context -> {
            of(context.request());
            reader.handle(context);
        };
    }

    /** Any type and subtype, in lower case; empty if there is none. Refuses a body with {@code Content-Encoding}. */
    public static String essence(HttpServerRequest request) {
        return ContentType.essence(request);
    }
}
