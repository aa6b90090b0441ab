package io.polyloop.bench.floor;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import java.util.HashMap;
import java.util.Map;

/** The subscribers of all loops. */
final class Rooms {
    private final Map<EventLoop, Room> rooms = new HashMap<>();

    Rooms(EventLoopGroup group, int loops) {
        for (int i = 0; i < loops; i++) {
            EventLoop loop = group.next();
            rooms.put(loop, new Room(loop));
        }
    }

    Room of(EventLoop loop) {
        return rooms.get(loop);
    }

    /** From any thread: one hand-over a loop. Takes over the reference. */
    void publish(ByteBuf frames) {
        rooms.values().forEach(room -> room.publish(frames.retain()));
        frames.release();
    }
}
