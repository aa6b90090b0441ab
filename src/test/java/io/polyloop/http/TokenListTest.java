package io.polyloop.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.MultiMap;
import java.util.List;
import org.junit.jupiter.api.Test;

class TokenListTest {
    private final MultiMap headers = MultiMap.caseInsensitiveMultiMap();

    @Test
    void elements_stand_in_one_line_or_in_several_and_may_be_empty() {
        headers.add("Connection", "keep-alive,\tUpgrade ,")
                .add("connection", "")
                .add("Connection", "TE");

        assertEquals(List.of("keep-alive", "upgrade", "te"), TokenList.of(headers, "Connection"));
    }

    @Test
    void an_element_is_a_whole_token() {
        headers.add("Upgrade", "h2c, websockets");

        assertTrue(TokenList.has(headers, "Upgrade", "h2c"));
        assertFalse(TokenList.has(headers, "Upgrade", "websocket"));
        assertFalse(TokenList.has(headers, "Connection", "upgrade"));
    }
}
