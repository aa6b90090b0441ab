package io.polyloop.live;

import io.polyloop.internals.Transport;
import io.polyloop.topic.Message;
import io.polyloop.topic.Payload;
import io.polyloop.topic.TopicName;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.Stream;

/** A batch of messages with lengths around each limit of the framing, for tests of transports. */
public final class SampleBatches {
    private static final List<LiveMessage> MESSAGES =
            Stream.of(1, 60, 200, 70_000).map(SampleBatches::message).toList();

    private SampleBatches() {}

    /** Writes the batch. */
    public static void write(Encoding encoding, Transport transport, IntConsumer sent) {
        FrameBatch batch = batch(encoding);
        transport.write(batch.frames(), sent);
        batch.release();
    }

    /** The contents that a client has to receive, one by one. */
    public static List<String> contents(Encoding encoding) {
        return MESSAGES.stream()
                .map(message -> new String(message.bytes(encoding), StandardCharsets.UTF_8))
                .toList();
    }

    /** The size of the batch on the wire, in bytes. */
    public static int size(Encoding encoding) {
        FrameBatch batch = batch(encoding);
        int size = batch.size();
        batch.release();
        return size;
    }

    private static FrameBatch batch(Encoding encoding) {
        return FrameBatch.of(encoding, MESSAGES, Integer.MAX_VALUE);
    }

    private static LiveMessage message(int length) {
        Payload data = Payload.stored("\"" + "ä".repeat(length) + "\"");
        return new LiveMessage("abcdefgh", new Message(new TopicName("t"), length, 0, data));
    }
}
