package io.polyloop.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.polyloop.topic.Message;
import io.polyloop.topic.StrictJson;
import io.polyloop.topic.TopicName;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageJsonTest {
    private static final TopicName TOPIC = new TopicName("readings.d-1_x");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "-0",
                "1.10",
                "[]",
                "{\"a\":[1,{\"b\":null}]}",
                "\"\\\"\\\\\\n\\u0000\"",
                "\"\u2028\u00e9\ud83d\ude00\"",
                "{\"topic\":\"other\",\"seq\":0}"
            })
    void the_json_of_a_message_can_be_parsed(String data) {
        JsonObject read = new JsonObject(encoded("{\"op\":\"message\",", message(42, data), "}"));

        assertEquals("message", read.getString("op"));
        assertEquals(TOPIC.value(), read.getString("topic"));
        assertEquals(42, read.getLong("seq"));
        assertEquals(Instant.ofEpochMilli(1_000), read.getInstant("at"));
        assertEquals(Json.decodeValue(data), read.getValue("data"));
    }

    @Test
    void the_bytes_of_the_data_are_copied() {
        assertEquals(
                "{\"topic\":\"readings.d-1_x\",\"seq\":9223372036854775807,"
                        + "\"at\":\"1970-01-01T00:00:01.000Z\",\"data\":1.10}",
                encoded("{", message(Long.MAX_VALUE, "1.10"), "}").toString());
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1970-01-01T00:00:00.000Z",
        "1795420800000, 2026-11-23T08:00:00.000Z",
        "1709164800001, 2024-02-29T00:00:00.001Z",
        "253402300799999, 9999-12-31T23:59:59.999Z"
    })
    void a_time_has_milliseconds_even_if_they_are_zero(long millis, String text) {
        assertEquals(text, Message.time(millis));
    }

    private static Message message(long seq, String data) {
        return new Message(TOPIC, seq, 1_000, StrictJson.payload(data.getBytes(StandardCharsets.UTF_8)));
    }

    private static Buffer encoded(String before, Message message, String after) {
        return Buffer.buffer(MessageJson.encode(before, message, after));
    }
}
