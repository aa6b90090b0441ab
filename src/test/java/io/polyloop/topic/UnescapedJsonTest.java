package io.polyloop.topic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonToken;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Text without escapes takes a shorter path, with the same result. */
class UnescapedJsonTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "-0.0e0",
                "\" a  b \"",
                "\"\u00e4\u4e2d\ud83d\ude00\u2028\u007f\"",
                "{}",
                "[ ]",
                "{ \"a b\" : [ 1 ,\t2 ] ,\r\n\"\" : \" \" }",
                "[[],[[ ]],{\"a\":{}}]",
                "  true\n"
            })
    void an_escape_outside_a_value_does_not_change_it(String json) {
        assertEquals("[" + compact(json) + ",\"\\n\"]", compact("[" + json + ",\"\\n\"]"));
    }

    @Test
    void text_with_or_without_an_escape_gives_the_same_payload() {
        assertEquals(compact("{\"a\":[1,\"/\"]}"), compact(" { \"\\u0061\" : [ 1 , \"\\/\" ] } "));
    }

    @Test
    void a_payload_does_not_share_the_bytes_it_was_read_from() {
        byte[] bytes = "[1]".getBytes(StandardCharsets.UTF_8);
        Payload payload = StrictJson.payload(bytes);
        bytes[1] = '2';

        assertEquals("[1]", payload.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", " [ 1 , 2 ] ", "\"a b\"", "{ \"c\" : \"d\" }", "null", "-1.50", "\"\\n\""})
    void a_nested_value_is_found_at_any_place(String json) {
        byte[] frame = ("{ \"x\" : [ 0 ] , \"data\":" + json + " , \"y\" : 1 }").getBytes(StandardCharsets.UTF_8);

        assertEquals(
                compact(json),
                StrictJson.read(frame, parser -> {
                            while (!"data".equals(parser.currentName()) || parser.nextToken() == null) {
                                parser.nextToken();
                            }
                            Payload data = StrictJson.compact(parser, frame);
                            while (parser.nextToken() != JsonToken.END_OBJECT) {
                                parser.skipChildren();
                            }
                            return data;
                        })
                        .toString());
    }

    private static String compact(String json) {
        return StrictJson.payload(json.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
