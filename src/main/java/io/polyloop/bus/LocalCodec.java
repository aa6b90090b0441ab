package io.polyloop.bus;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageCodec;

/** Hands an immutable object from one event loop of this node to another as it is, without JSON in between. */
public final class LocalCodec implements MessageCodec<Object, Object> {
    private static final String NAME = "local";

    private LocalCodec() {}

    /** Makes the codec known to a bus; once for each. */
    public static void register(EventBus bus) {
        bus.registerCodec(new LocalCodec());
    }

    /** Options for a message that stays within the node. */
    public static DeliveryOptions options() {
        return new DeliveryOptions().setCodecName(NAME).setLocalOnly(true);
    }

    @Override
    public void encodeToWire(Buffer buffer, Object body) {
        throw new UnsupportedOperationException(body.getClass() + " stays within its node");
    }

    @Override
    public Object decodeFromWire(int position, Buffer buffer) {
        throw new UnsupportedOperationException("nothing local comes over the wire");
    }

    @Override
    public Object transform(Object body) {
        return body;
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
