package io.polyloop.bus;

import io.polyloop.topic.Message;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.core.tracing.TracingPolicy;

/**
 * A committed message as JSON, for verticles in any language, within the node. It is encoded on delivery: most topics
 * have no consumer, and then a commit costs no encoding.
 */
public final class CommittedCodec extends NodeCodec<Message, JsonObject> {
    private static final String NAME = "committed";

    CommittedCodec() {
        super(NAME);
    }

    /** Options for a committed message. It is in the trace of its commit, not of the request that happened to start it. */
    public static DeliveryOptions options() {
        return new DeliveryOptions().setCodecName(NAME).setLocalOnly(true).setTracingPolicy(TracingPolicy.IGNORE);
    }

    @Override
    public JsonObject transform(Message message) {
        return JournalJson.message(message);
    }
}
