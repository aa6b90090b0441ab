package io.polyloop.live;

import io.polyloop.topic.Message;
import io.polyloop.topic.Payload;
import io.polyloop.topic.TopicName;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.Stream;

/** Messages around each length at which framing changes, for tests of what writes them. */
public final class SampleBlocks {
    private static final List<LiveMessage> MESSAGES =
            Stream.of(1, 60, 200, 70_000).map(SampleBlocks::message).toList();

    private SampleBlocks() {}

    /** Writes all of them as one block. */
    public static void write(Encoding encoding, Transport transport, IntConsumer sent) {
        Block block = block(encoding);
        transport.write(block, sent);
        block.release();
    }

    /** What a client has to get, message by message. */
    public static List<String> contents(Encoding encoding) {
        return MESSAGES.stream()
                .map(message -> new String(message.bytes(encoding), StandardCharsets.UTF_8))
                .toList();
    }

    /** Bytes of the block on the wire. */
    public static int size(Encoding encoding) {
        Block block = block(encoding);
        int size = block.size();
        block.release();
        return size;
    }

    private static Block block(Encoding encoding) {
        return Block.of(encoding, MESSAGES, Integer.MAX_VALUE);
    }

    private static LiveMessage message(int length) {
        Payload data = Payload.stored("\"" + "ä".repeat(length) + "\"");
        return new LiveMessage("abcdefgh", new Message(new TopicName("t"), length, 0, data));
    }
}
