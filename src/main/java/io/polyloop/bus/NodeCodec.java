package io.polyloop.bus;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageCodec;

/** A codec for objects within a node; a subclass may also encode them for other nodes. */
public abstract class NodeCodec<S, R> implements MessageCodec<S, R> {
    /** The id that Vert.x requires of every codec that is not built in. */
    private static final byte USER_CODEC_ID = -1;

    private final String name;

    NodeCodec(String name) {
        this.name = name;
    }

    /** Registers the codecs of Polyloop; once for each bus. */
    public static void registerAll(EventBus bus) {
        bus.registerCodec(new LocalCodec());
        bus.registerCodec(new CommittedCodec());
        bus.registerCodec(new NewsCodec());
    }

    @Override
    public void encodeToWire(Buffer wire, S body) {
        throw new UnsupportedOperationException(body.getClass() + " cannot be sent to another node");
    }

    @Override
    public R decodeFromWire(int position, Buffer wire) {
        throw new UnsupportedOperationException(name + " cannot be received from another node");
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
