package io.polyloop.bus;

import io.vertx.core.eventbus.DeliveryOptions;

/** Passes an immutable object between event loops of this node by reference, without JSON. */
public final class LocalCodec extends NodeCodec<Object, Object> {
    private static final String NAME = "local";

    LocalCodec() {
        super(NAME);
    }

    /** Options of a message within the node. */
    public static DeliveryOptions options() {
        return new DeliveryOptions().setCodecName(NAME).setLocalOnly(true);
    }

    @Override
    public Object transform(Object body) {
        return body;
    }
}
