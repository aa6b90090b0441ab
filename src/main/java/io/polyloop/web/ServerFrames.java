package io.polyloop.web;

import io.polyloop.bus.AppendedJson;
import io.polyloop.topic.Appended;
import io.polyloop.topic.Page.Reset;
import io.polyloop.topic.ProblemException;
import io.polyloop.topic.TopicName;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Locale;

/** The frames that a WebSocket client gets, but for messages, which are encoded once for all. */
final class ServerFrames {
    private ServerFrames() {}

    static Buffer subscribed(Object id, TopicName topic, String epoch, long head, boolean recovered) {
        return answer("subscribed", id)
                .put("topic", topic.value())
                .put("epoch", epoch)
                .put("head", head)
                .put("recovered", recovered)
                .toBuffer();
    }

    static Buffer unsubscribed(Object id, TopicName topic) {
        return answer("unsubscribed", id).put("topic", topic.value()).toBuffer();
    }

    static Buffer published(Object id, Appended appended) {
        return AppendedJson.put(answer("published", id), appended).toBuffer();
    }

    /** @param expiresIn null if it does not expire */
    static Buffer authenticated(Object id, String subject, Duration expiresIn) {
        JsonObject frame = answer("authenticated", id).put("subject", subject);
        return (expiresIn == null ? frame : frame.put("expiresInMs", expiresIn.toMillis())).toBuffer();
    }

    static Buffer expiring(Duration expiresIn) {
        return answer("expiring", null).put("inMs", expiresIn.toMillis()).toBuffer();
    }

    static Buffer pong(Object id) {
        return answer("pong", id).toBuffer();
    }

    static Buffer error(Object id, ProblemException refusal) {
        JsonObject frame =
                answer("error", id).put("code", refusal.problem().code()).put("detail", refusal.getMessage());
        if (refusal.problem().retryable()) {
            frame.put("retryAfterMs", Math.max(1, refusal.retryAfter().toMillis()));
        }
        return frame.toBuffer();
    }

    static Buffer reset(TopicName topic, Reset reason, long from) {
        return answer("reset", null)
                .put("topic", topic.value())
                .put("reason", name(reason))
                .put("from", from)
                .toBuffer();
    }

    static Buffer skipped(TopicName topic, long from, long to) {
        return answer("skipped", null)
                .put("topic", topic.value())
                .put("from", from)
                .put("to", to)
                .toBuffer();
    }

    static Buffer goAway(long reconnectAfterMs) {
        return answer("goaway", null).put("reconnectAfterMs", reconnectAfterMs).toBuffer();
    }

    static String name(Reset reason) {
        return reason.name().toLowerCase(Locale.ROOT);
    }

    private static JsonObject answer(String op, Object id) {
        JsonObject frame = new JsonObject().put("op", op);
        return id == null ? frame : frame.put("id", id);
    }
}
