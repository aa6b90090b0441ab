package io.polyloop.web;

import io.polyloop.topic.Appended;
import io.polyloop.topic.Message;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** Answers in JSON. */
public final class JsonReply {
    private static final int CREATED = 201;
    private static final int OK = 200;

    private JsonReply() {}

    /** 200 with this body, never cached: the next message makes it stale. */
    public static void ok(RoutingContext context, Buffer json) {
        send(context, OK, json);
    }

    /** The acknowledgement of one message: 201, or 200 if an earlier request stored it. */
    public static void appended(RoutingContext context, Appended appended) {
        send(
                context,
                status(appended),
                acknowledgement(appended).put("seq", appended.last()).put("at", at(appended)));
    }

    /** The acknowledgement of several messages. */
    static void appendedAll(RoutingContext context, Appended appended) {
        JsonObject body = acknowledgement(appended)
                .put("first", appended.first())
                .put("last", appended.last())
                .put("count", appended.count());
        send(context, status(appended), body);
    }

    private static JsonObject acknowledgement(Appended appended) {
        return new JsonObject().put("topic", appended.topic().value()).put("epoch", appended.epoch());
    }

    private static String at(Appended appended) {
        return Message.time(appended.at());
    }

    private static int status(Appended appended) {
        return appended.repeated() ? OK : CREATED;
    }

    private static void send(RoutingContext context, int status, JsonObject body) {
        send(context, status, body.toBuffer());
    }

    private static void send(RoutingContext context, int status, Buffer json) {
        context.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end(json);
    }
}
