package io.polyloop.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ResponseReaderTest {
    private static final String RESPONSE =
            "HTTP/1.1 200 OK\r\nServer: x\r\ncontent-Length: 5\r\nDate: now\r\n\r\n12345";

    private final ResponseReader reader = new ResponseReader();

    @Test
    void a_response_split_anywhere_ends_with_its_last_byte() {
        for (int cut = 0; cut < RESPONSE.length(); cut++) {
            assertFalse(reader.read(bytes(RESPONSE.substring(0, cut))), "cut at " + cut);
            assertTrue(reader.read(bytes(RESPONSE.substring(cut))), "cut at " + cut);
        }
    }

    @Test
    void a_response_without_a_body_ends_with_its_head() {
        assertTrue(reader.read(bytes("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")));
    }

    @Test
    void a_status_other_than_200_is_reported_with_the_head() {
        IllegalStateException refusal = assertThrows(
                IllegalStateException.class, () -> reader.read(bytes(RESPONSE.replace("200 OK", "404 Not Found"))));
        assertEquals("Unexpected response: HTTP/1.1 404", refusal.getMessage().substring(0, 33));
    }

    @Test
    void a_response_without_a_length_is_rejected() {
        String chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
        assertThrows(IllegalStateException.class, () -> reader.read(bytes(chunked)));
    }

    @Test
    void bytes_after_the_response_are_rejected() {
        assertThrows(IllegalStateException.class, () -> reader.read(bytes(RESPONSE + "HTTP")));
    }

    private static ByteBuf bytes(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1);
    }
}
