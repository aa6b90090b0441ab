package io.polyloop.live;

import io.polyloop.topic.Message;
import io.polyloop.topic.Payload;
import io.polyloop.topic.TopicName;
import java.util.List;
import java.util.stream.Stream;

/** Messages around each length at which framing changes, for tests of what writes them. */
public final class SampleBlocks {
    private static final List<LiveMessage> MESSAGES =
            Stream.of(1, 60, 200, 70_000).map(SampleBlocks::message).toList();

    private SampleBlocks() {}

    /** A new block with all of them. */
    public static Block block(Encoding encoding) {
        return Block.of(encoding, MESSAGES, Integer.MAX_VALUE);
    }

    /** What a client has to get, message by message. */
    public static List<String> contents(Encoding encoding) {
        return block(encoding).contents().stream().map(Object::toString).toList();
    }

    /** Bytes of the block on the wire. */
    public static int size(Encoding encoding) {
        return block(encoding).size();
    }

    private static LiveMessage message(int length) {
        Payload data = Payload.stored("\"" + "ä".repeat(length) + "\"");
        return new LiveMessage("abcdefgh", new Message(new TopicName("t"), length, 0, data));
    }
}
