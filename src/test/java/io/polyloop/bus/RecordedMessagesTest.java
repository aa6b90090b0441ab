package io.polyloop.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.fixture.engine.Recorded;
import io.polyloop.topic.Message;
import io.polyloop.topic.TopicName;
import io.polyloop.verticle.Trace;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Messages of released versions, which nodes of this build receive in a rolling update, and send to them. */
class RecordedMessagesTest {
    private final NewsCodec codec = new NewsCodec();

    static List<Recorded> news() {
        return Recorded.all("news");
    }

    static List<Recorded> erased() {
        return Recorded.all("erased");
    }

    static List<Recorded> routes() {
        return Recorded.all("routes");
    }

    @ParameterizedTest
    @MethodSource("news")
    void recorded_news_is_decoded(Recorded recorded) {
        assertNews(codec.decodeFromWire(0, bytes(recorded)));
        assertEquals(recorded.message().getString("codec"), codec.name(), "the version receives no other codec");
    }

    @ParameterizedTest
    @MethodSource("news")
    void bytes_after_the_news_are_ignored(Recorded recorded) {
        assertNews(codec.decodeFromWire(0, bytes(recorded).appendString("a later field")));
    }

    @ParameterizedTest
    @MethodSource("news")
    void news_is_sent_in_the_recorded_form_with_new_fields_only_after_it(Recorded recorded) {
        Buffer sent = Buffer.buffer();
        codec.encodeToWire(sent, codec.decodeFromWire(0, bytes(recorded)));
        Buffer before = bytes(recorded);
        assertEquals(before, sent.getBuffer(0, before.length()));
    }

    @ParameterizedTest
    @MethodSource("news")
    void the_contexts_of_traces_are_in_the_recorded_header(Recorded recorded) {
        JsonObject headers = recorded.message().getJsonObject("headers", new JsonObject());
        MultiMap received = MultiMap.caseInsensitiveMultiMap();
        headers.forEach(
                header -> received.add(header.getKey(), header.getValue().toString()));
        List<String> contexts = News.contexts(received);
        contexts.forEach(context -> assertEquals(context, new Trace(context, null).parent()));
        MultiMap sent = News.carrying(contexts, NewsCodec.options()).getHeaders();
        assertEquals(
                received.entries().toString(),
                sent == null ? "[]" : sent.entries().toString());
    }

    @Test
    void a_context_with_a_tracestate_is_the_same_after_the_news() {
        String parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        List<String> contexts = List.of(parent, parent + " a=1,b=x y", parent);
        assertEquals(
                contexts,
                News.contexts(News.carrying(contexts, NewsCodec.options()).getHeaders()));
    }

    @ParameterizedTest
    @MethodSource("erased")
    void a_recorded_erasure_is_read_with_an_unknown_field_and_sent_as_before(Recorded recorded) {
        Erased read = Erased.of(recorded.withUnknownField());
        assertEquals(new Erased(new TopicName("readings.d1"), "abcdefgh12345678", 42), read);
        recorded.assertReadableBySender(read.json());
    }

    @ParameterizedTest
    @MethodSource("routes")
    void recorded_routes_are_read_with_unknown_fields_and_sent_as_before(Recorded recorded) {
        JsonObject event = recorded.withUnknownField();
        event.getJsonArray("routes").getJsonObject(0).put("later", 1);
        List<RouteAnnouncement> read = RouteAnnouncement.read(event);
        assertEquals(
                List.of("http.GET /orders/{}", "http.POST /orders scope:orders"),
                read.stream().map(RouteAnnouncement::key).toList());
        assertEquals(new RouteBody(RouteBody.Kind.JSON, 1024), read.get(1).body());
        JsonObject documents = recorded.message().getJsonObject("documents");
        recorded.assertReadableBySender(RouteAnnouncement.event(read).put("documents", documents));
    }

    private static void assertNews(News news) {
        assertEquals("abcdefgh12345678", news.epoch());
        assertEquals(7, news.number());
        assertEquals(
                List.of(
                        "{\"topic\":\"readings.d1\",\"seq\":42,\"at\":\"2025-11-24T16:00:00.042Z\",\"data\":{\"n\":1}}",
                        "{\"topic\":\"a\",\"seq\":9007199254740993,\"at\":\"2025-11-24T16:00:00.043Z\",\"data\":\"é 漢\"}"),
                news.messages().stream().map(RecordedMessagesTest::json).toList());
    }

    private static String json(Message message) {
        return new String(MessageJson.encode("{", message, "}"), StandardCharsets.UTF_8);
    }

    private static Buffer bytes(Recorded recorded) {
        byte[] bytes = HexFormat.of().parseHex(recorded.message().getString("hex"));
        assertTrue(bytes.length > 0);
        return Buffer.buffer(bytes);
    }
}
