package io.polyloop.route;

import io.polyloop.bus.AppendedJson;
import io.polyloop.topic.Appended;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/** Answers a request with JSON. On the event loop of the request; call one of these once. */
public final class JsonResponse {
    private static final int CREATED = 201;
    private static final int OK = 200;

    private JsonResponse() {}

    /** 200 with this body, which must be JSON. Never cached: the next message makes it stale. */
    public static void ok(RoutingContext context, Buffer json) {
        send(context, OK, json);
    }

    /** 201 with this body, which must be JSON. Never cached. */
    public static void created(RoutingContext context, Buffer json) {
        send(context, CREATED, json);
    }

    /** The acknowledgement of one message, {@code {topic, epoch, seq, at}}: 201, or 200 for a repeated request. */
    public static void appended(RoutingContext context, Appended appended) {
        send(context, status(appended), Buffer.buffer(AppendedJson.message(appended)));
    }

    /** The acknowledgement of several messages, {@code {topic, epoch, first, last, count}}, with the same statuses. */
    public static void appendedAll(RoutingContext context, Appended appended) {
        send(context, status(appended), Buffer.buffer(AppendedJson.messages(appended)));
    }

    private static int status(Appended appended) {
        return appended.repeated() ? OK : CREATED;
    }

    private static void send(RoutingContext context, int status, Buffer json) {
        context.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end(json);
    }
}
