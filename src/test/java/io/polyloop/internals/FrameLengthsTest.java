package io.polyloop.internals;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class FrameLengthsTest {
    private static final int MAX = 100;

    private final FrameLengths lengths = new FrameLengths(Short.BYTES + Integer.BYTES, Short.BYTES);

    @Test
    void an_incomplete_header_is_held_back() {
        assertEquals(16, within(frame(10), new byte[5]));
    }

    @Test
    void content_passes_in_the_pieces_in_which_it_arrives() {
        assertEquals(7, within(frame(10, 1)));
        assertEquals(4, within(new byte[4]));
        assertEquals(11, within(new byte[5], frame(0)));
    }

    @Test
    void a_frame_above_the_maximum_is_found_after_others() {
        assertEquals(FrameLengths.TOO_LARGE, within(frame(MAX), frame(MAX + 1, 0)));
    }

    @Test
    void a_length_with_its_highest_bit_set_is_too_large() {
        assertEquals(FrameLengths.TOO_LARGE, within(frame(-1, 0)));
    }

    private static byte[] frame(int length) {
        return frame(length, length);
    }

    private static byte[] frame(int length, int arrived) {
        return ByteBuffer.allocate(Short.BYTES + Integer.BYTES + arrived)
                .putShort((short) 7)
                .putInt(length)
                .array();
    }

    private int within(byte[]... pieces) {
        ByteBuffer all = ByteBuffer.allocate(1_000);
        for (byte[] piece : pieces) {
            all.put(piece);
        }
        return lengths.within(all.position(), MAX, all::getInt);
    }
}
