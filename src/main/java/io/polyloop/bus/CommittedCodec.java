package io.polyloop.bus;

import io.polyloop.topic.Message;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageCodec;
import io.vertx.core.json.JsonObject;

/**
 * A committed message for verticles in any language, as JSON, within the node. The JSON is made when somebody receives
 * it: most topics have no such listener, and then a commit pays for none.
 */
public final class CommittedCodec implements MessageCodec<Message, JsonObject> {
    private static final String NAME = "committed";

    private CommittedCodec() {}

    /** Makes the codec known to a bus; once for each. */
    public static void register(EventBus bus) {
        bus.registerCodec(new CommittedCodec());
    }

    /** Options for a committed message. */
    public static DeliveryOptions options() {
        return new DeliveryOptions().setCodecName(NAME).setLocalOnly(true);
    }

    @Override
    public void encodeToWire(Buffer buffer, Message message) {
        throw new UnsupportedOperationException("committed messages are told within the node");
    }

    @Override
    public JsonObject decodeFromWire(int position, Buffer buffer) {
        throw new UnsupportedOperationException("committed messages are told within the node");
    }

    @Override
    public JsonObject transform(Message message) {
        return JournalJson.message(message);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public byte systemCodecID() {
        return -1;
    }
}
