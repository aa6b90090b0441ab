package io.polyloop.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.netty.buffer.ByteBuf;
import io.polyloop.topic.Message;
import io.polyloop.topic.Payload;
import io.polyloop.topic.TopicName;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameBatchCacheTest {
    private static final String EPOCH = "abcdefgh";

    private final List<LiveMessage> messages =
            LongStream.rangeClosed(1, 5).mapToObj(seq -> message(seq, 3)).toList();
    private final int one = messages.get(0).bytes(Encoding.SOCKET).length;
    private final FrameBatchCache batches = new FrameBatchCache(2 * one);

    @AfterEach
    void release() {
        batches.clear();
    }

    @Test
    void the_same_messages_give_the_same_batch() {
        assertSame(batches.get(Encoding.SOCKET, messages), batches.get(Encoding.SOCKET, messages));
    }

    @Test
    void a_batch_has_as_many_messages_as_fit() {
        assertEquals(2, batches.get(Encoding.SOCKET, messages).count());
        assertEquals(1, batches.get(Encoding.SOCKET, messages.subList(4, 5)).count());
    }

    @Test
    void a_message_larger_than_the_limit_is_one_batch() {
        assertEquals(
                1,
                batches.get(Encoding.SOCKET, List.of(message(1, 1_000), message(2, 1)))
                        .count());
    }

    @Test
    void messages_after_a_batch_that_was_not_full_give_a_longer_batch() {
        FrameBatch first = batches.get(Encoding.SOCKET, messages.subList(0, 1));
        FrameBatch longer = batches.get(Encoding.SOCKET, messages.subList(0, 2));
        assertNotSame(first, longer);
        assertEquals(2, longer.count());
    }

    @Test
    void a_full_batch_matches_however_many_messages_follow() {
        FrameBatch full = batches.get(Encoding.SOCKET, messages.subList(0, 3));
        assertSame(full, batches.get(Encoding.SOCKET, messages));
        assertSame(full, batches.get(Encoding.SOCKET, messages.subList(0, 2)));
    }

    @Test
    void the_same_seqs_of_another_history_give_another_batch() {
        List<LiveMessage> other = List.of(message(1, 3), message(2, 3));
        assertNotSame(batches.get(Encoding.SOCKET, messages.subList(0, 2)), batches.get(Encoding.SOCKET, other));
    }

    @Test
    void each_encoding_has_its_own_batch() {
        assertNotSame(batches.get(Encoding.SOCKET, messages), batches.get(Encoding.STREAM, messages));
    }

    @Test
    void the_memory_of_a_batch_is_freed_after_the_last_write() {
        ByteBuf shared = batches.get(Encoding.SOCKET, messages).frames().retainedBytes();
        for (LiveMessage message : List.copyOf(messages)) {
            for (Encoding encoding : Encoding.values()) {
                batches.get(encoding, List.of(message));
            }
        }
        assertEquals(1, shared.refCnt(), "only the connection still holds it");
        shared.release();
        assertEquals(0, shared.refCnt());
    }

    @ParameterizedTest
    @CsvSource({"125, 125, 2", "126, 126, 4", "65535, 126, 4", "65536, 127, 10"})
    void a_text_frame_has_the_shortest_length_field(int length, int mark, int header) {
        int around = message(1, 0).bytes(Encoding.SOCKET).length;
        ByteBuf frame = FrameBatch.of(Encoding.SOCKET, List.of(message(1, length - around)), 1)
                .frames()
                .retainedBytes();
        assertEquals(header + length, frame.readableBytes());
        assertEquals(0x81, frame.readUnsignedByte());
        assertEquals(mark, frame.readUnsignedByte());
        frame.release(2);
    }

    @Test
    void the_events_of_a_batch_are_one_chunk() {
        ByteBuf chunk = FrameBatch.of(Encoding.STREAM, messages.subList(0, 2), 10_000)
                .frames()
                .retainedBytes();
        String text = chunk.toString(StandardCharsets.US_ASCII);
        int length = 2 * messages.get(0).bytes(Encoding.STREAM).length;
        assertEquals(Integer.toHexString(length), text.substring(0, text.indexOf("\r\n")));
        assertEquals(text.indexOf("\r\n") + 2 + length, text.lastIndexOf("\r\n"));
        assertEquals(text.length() - 2, text.lastIndexOf("\r\n"));
        chunk.release(2);
    }

    private static LiveMessage message(long seq, int length) {
        return new LiveMessage(
                EPOCH, new Message(new TopicName("t"), seq, 0, Payload.stored("\"" + "x".repeat(length) + "\"")));
    }
}
