package io.polyloop.bus;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageCodec;

/** A codec for what stays within a node, unless a subclass says how it travels. */
public abstract class NodeCodec<S, R> implements MessageCodec<S, R> {
    /** What Vert.x asks of every codec that is not its own. */
    private static final byte USER_CODEC_ID = -1;

    private final String name;

    NodeCodec(String name) {
        this.name = name;
    }

    /** Makes all codecs of Polyloop known to a bus; once for each. */
    public static void registerAll(EventBus bus) {
        bus.registerCodec(new LocalCodec());
        bus.registerCodec(new CommittedCodec());
        bus.registerCodec(new NewsCodec());
    }

    @Override
    public void encodeToWire(Buffer wire, S body) {
        throw new UnsupportedOperationException(body.getClass() + " stays within its node");
    }

    @Override
    public R decodeFromWire(int position, Buffer wire) {
        throw new UnsupportedOperationException(name + " stays within its node");
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final byte systemCodecID() {
        return USER_CODEC_ID;
    }
}
