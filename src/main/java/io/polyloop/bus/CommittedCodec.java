package io.polyloop.bus;

import io.polyloop.topic.Message;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.json.JsonObject;

/**
 * A committed message for verticles in any language, as JSON, within the node. The JSON is made when somebody receives
 * it: most topics have no such listener, and then a commit pays for none.
 */
public final class CommittedCodec extends NodeCodec<Message, JsonObject> {
    private static final String NAME = "committed";

    CommittedCodec() {
        super(NAME);
    }

    /** Options for a committed message. */
    public static DeliveryOptions options() {
        return new DeliveryOptions().setCodecName(NAME).setLocalOnly(true);
    }

    @Override
    public JsonObject transform(Message message) {
        return JournalJson.message(message);
    }
}
