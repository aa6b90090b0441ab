package io.polyloop.web;

import io.polyloop.topic.Appended;
import io.polyloop.topic.AppendedJson;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/** Answers in JSON. */
public final class JsonResponse {
    private static final int CREATED = 201;
    private static final int OK = 200;

    private JsonResponse() {}

    /** 200 with this body, never cached: the next message makes it stale. */
    public static void ok(RoutingContext context, Buffer json) {
        send(context, OK, json);
    }

    /** The acknowledgement of one message: 201, or 200 if an earlier request stored it. */
    public static void appended(RoutingContext context, Appended appended) {
        send(context, status(appended), Buffer.buffer(AppendedJson.message(appended)));
    }

    /** The acknowledgement of several messages. */
    static void appendedAll(RoutingContext context, Appended appended) {
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
