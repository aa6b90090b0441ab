package io.polyloop.bus;

import io.vertx.core.eventbus.DeliveryOptions;

/** Hands an immutable object from one event loop of this node to another as it is, without JSON in between. */
public final class LocalCodec extends NodeCodec<Object, Object> {
    private static final String NAME = "local";

    LocalCodec() {
        super(NAME);
    }

    /** Options for a message that stays within the node. */
    public static DeliveryOptions options() {
        return new DeliveryOptions().setCodecName(NAME).setLocalOnly(true);
    }

    @Override
    public Object transform(Object body) {
        return body;
    }
}
