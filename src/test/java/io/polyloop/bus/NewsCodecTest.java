package io.polyloop.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.polyloop.topic.Message;
import io.polyloop.topic.Payload;
import io.polyloop.topic.TopicName;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class NewsCodecTest {
    private static final News NEWS = new News(
            "abcdefgh12345678",
            7,
            List.of(
                    message("a", 1, "{\"n\":1}"),
                    message("b.c", Long.MAX_VALUE, "\"é 漢 😀\""),
                    message("a", 2, "null")));

    private final NewsCodec codec = new NewsCodec();

    @Test
    void news_is_decoded_as_encoded_at_any_offset() {
        Buffer wire = Buffer.buffer("before");
        codec.encodeToWire(wire, NEWS);
        News read = codec.decodeFromWire("before".length(), wire);
        assertEquals(NEWS.epoch(), read.epoch());
        assertEquals(json(NEWS), json(read));
    }

    @Test
    void news_within_a_node_is_not_encoded() {
        assertSame(NEWS, codec.transform(NEWS));
    }

    @Test
    void news_of_many_bytes_is_split_in_order() {
        String large = '"' + "x".repeat(News.MAX_BYTES / 3) + '"';
        List<Message> committed =
                List.of(message("a", 1, large), message("a", 2, large), message("a", 3, large), message("a", 4, "1"));
        List<News> parts = News.split("abcdefgh12345678", 1, committed);
        assertEquals(
                List.of(2, 2),
                parts.stream().map(part -> part.messages().size()).toList());
        assertEquals(
                committed,
                parts.stream().flatMap(part -> part.messages().stream()).toList());
    }

    @Test
    void a_message_larger_than_a_part_is_a_separate_part() {
        Message huge = message("a", 1, '"' + "x".repeat(News.MAX_BYTES) + '"');
        assertEquals(
                List.of(List.of(huge), List.of(huge)),
                News.split("abcdefgh12345678", 1, List.of(huge, huge)).stream()
                        .map(News::messages)
                        .toList());
    }

    private static Message message(String topic, long seq, String data) {
        return new Message(new TopicName(topic), seq, 1_764_000_000_000L + seq % 1_000, Payload.stored(data));
    }

    private static List<String> json(News news) {
        return news.messages().stream()
                .map(message -> new String(MessageJson.encode("{", message, "}"), StandardCharsets.UTF_8))
                .toList();
    }
}
