package io.polyloop.internals;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.ByteArrayOutputStream;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BusFrameDecoderTest {
    private static final int MAX_FRAME = 1_000;

    private final Set<String> members = new HashSet<>(Set.of("member"));
    private final AnyConnection admission = new AnyConnection();
    private final EmbeddedChannel channel =
            new EmbeddedChannel(new BusGuard(admission, members::contains, MAX_FRAME, 10_000));

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 7, 64, 5_000})
    void frames_pass_unchanged_in_pieces_of_any_size(int piece) {
        byte[] sent = frames(20);
        for (int i = 0; i < sent.length; i += piece) {
            channel.writeInbound(Unpooled.copiedBuffer(sent, i, Math.min(piece, sent.length - i)));
        }
        assertArrayEquals(sent, passed());
        assertEquals(0, admission.unidentified);
    }

    @Test
    void a_frame_above_the_maximum_size_closes_the_connection() {
        channel.writeInbound(Unpooled.copiedBuffer(frame("member", 10)));
        assertTrue(channel.isOpen());
        channel.writeInbound(Unpooled.buffer().writeInt(MAX_FRAME + 1));
        assertFalse(channel.isOpen());
    }

    @Test
    void frames_of_an_unknown_node_wait_until_it_is_a_member() {
        byte[] sent = frame("newcomer", 10);
        channel.writeInbound(Unpooled.copiedBuffer(sent));
        assertNull(channel.readInbound());
        assertEquals(1, admission.unidentified);
        members.add("newcomer");
        channel.advanceTimeBy(1, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
        assertArrayEquals(sent, passed());
        assertEquals(0, admission.unidentified);
    }

    @Test
    void an_unknown_node_can_send_only_a_limited_number_of_bytes() {
        channel.writeInbound(Unpooled.copiedBuffer(frame("unknown", 10)));
        channel.writeInbound(Unpooled.buffer().writeZero(PeerAdmission.UNIDENTIFIED_BYTES));
        assertFalse(channel.isOpen());
        assertEquals(0, admission.unidentified);
    }

    @Test
    void a_text_longer_than_its_frame_is_not_read_past_the_end() {
        ByteBuf frame = Unpooled.buffer().writeInt(100).writeBytes(new byte[] {2, -1});
        channel.writeInbound(frame.writeInt(-1).writeZero(90));
        assertNull(channel.readInbound());
        assertEquals(1, admission.unidentified);
    }

    private static byte[] frames(int count) {
        Random random = new Random(7);
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        for (int i = 0; i < count; i++) {
            frames.writeBytes(frame("member", random.nextInt(900)));
        }
        return frames.toByteArray();
    }

    private static byte[] frame(String sender, int body) {
        ByteBuf frame = Unpooled.buffer().writeBytes(new byte[] {2, -1});
        text(frame, "codec");
        frame.writeByte(1);
        text(frame, "address");
        frame.writeInt(0);
        text(frame, sender);
        frame.writeInt(Integer.BYTES).writeZero(body);
        return ByteBufUtil.getBytes(Unpooled.wrappedBuffer(Unpooled.buffer().writeInt(frame.readableBytes()), frame));
    }

    private static void text(ByteBuf frame, String text) {
        frame.writeInt(text.length()).writeBytes(text.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }

    private byte[] passed() {
        ByteBuf all = Unpooled.buffer();
        for (ByteBuf part; (part = channel.readInbound()) != null; part.release()) {
            all.writeBytes(part);
        }
        return ByteBufUtil.getBytes(all);
    }

    /** Admits any connection, and counts those whose peer is unidentified. */
    private static final class AnyConnection implements PeerAdmission {
        private int unidentified;

        @Override
        public boolean admit() {
            unidentified++;
            return true;
        }

        @Override
        public void released() {
            unidentified--;
        }

        @Override
        public void refused(Refusal reason, Object peer) {
            // The guard closes the connection, which the tests see.
        }
    }
}
