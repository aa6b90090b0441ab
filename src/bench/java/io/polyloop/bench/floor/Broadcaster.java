package io.polyloop.bench.floor;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import java.util.HashMap;
import java.util.Map;

/** The subscribers of all event loops. */
final class Broadcaster {
    private final Map<EventLoop, LoopBroadcaster> loops = new HashMap<>();

    Broadcaster(EventLoopGroup group, int count) {
        for (int i = 0; i < count; i++) {
            EventLoop loop = group.next();
            loops.put(loop, new LoopBroadcaster(loop));
        }
    }

    LoopBroadcaster forLoop(EventLoop loop) {
        return loops.get(loop);
    }

    /** From any thread, with one task for each event loop. Takes ownership of the reference. */
    void publish(ByteBuf frames) {
        loops.values().forEach(broadcaster -> broadcaster.publish(frames.retain()));
        frames.release();
    }
}
