package io.polyloop.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class AnswerReaderTest {
    private static final String ANSWER = "HTTP/1.1 200 OK\r\nServer: x\r\ncontent-Length: 5\r\nDate: now\r\n\r\nhello";

    private final AnswerReader reader = new AnswerReader();

    @Test
    void an_answer_ends_with_its_last_byte_however_it_is_cut() {
        for (int cut = 0; cut < ANSWER.length(); cut++) {
            assertFalse(reader.read(bytes(ANSWER.substring(0, cut))), "cut at " + cut);
            assertTrue(reader.read(bytes(ANSWER.substring(cut))), "cut at " + cut);
        }
    }

    @Test
    void an_answer_without_a_body_ends_with_its_head() {
        assertTrue(reader.read(bytes("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")));
    }

    @Test
    void any_other_status_is_refused_with_its_head() {
        IllegalStateException refusal = assertThrows(
                IllegalStateException.class, () -> reader.read(bytes(ANSWER.replace("200 OK", "404 Not Found"))));
        assertEquals(
                "not the answer that was expected: HTTP/1.1 404",
                refusal.getMessage().substring(0, 46));
    }

    @Test
    void an_answer_of_unknown_length_is_refused() {
        String chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
        assertThrows(IllegalStateException.class, () -> reader.read(bytes(chunked)));
    }

    @Test
    void what_nobody_asked_for_is_refused() {
        assertThrows(IllegalStateException.class, () -> reader.read(bytes(ANSWER + "HTTP")));
    }

    private static ByteBuf bytes(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1);
    }
}
