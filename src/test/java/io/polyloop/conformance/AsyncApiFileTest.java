package io.polyloop.conformance;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AsyncApiFileTest {
    private final ContractFile file = ContractFile.asyncApi();

    @Test
    void a_client_sends_these_frames() {
        assertEquals(Set.of("subscribe", "unsubscribe", "publish", "ping", "auth"), frames("fromClient"));
    }

    @Test
    void a_client_gets_these_frames() {
        Set<String> frames = Set.of(
                "subscribed",
                "unsubscribed",
                "published",
                "message",
                "reset",
                "skipped",
                "pong",
                "authenticated",
                "expiring",
                "goaway",
                "error");

        assertEquals(frames, frames("toClient"));
    }

    @Test
    void a_frame_is_called_what_its_op_says() {
        file.object("/channels/live/messages").fieldNames().forEach(frame -> {
            String op = "/components/messages/" + frame + "/payload/properties/op/const";
            assertEquals(frame, file.at(op));
        });
    }

    @Test
    void the_event_stream_has_these_events() {
        assertEquals(Set.of("message", "reset", "heartbeat", "expired"), frames("follow"));
    }

    @Test
    void the_table_of_close_codes_is_whole() {
        String table = file.object("/channels/live").getString("description");
        JsonArray codes = (JsonArray) file.at("/channels/live/x-close-codes");

        assertEquals(List.of(1001, 1002, 1003, 1007, 1008, 1009, 1011, 1012, 1013, 4008, 4401), codes.getList());
        codes.forEach(code -> assertTrue(table.contains(code.toString()), code::toString));
    }

    @Test
    void every_reference_resolves() {
        file.references().forEach(ref -> assertNotNull(file.at(ref.substring(1)), ref));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TopicName", "Epoch", "Seq", "Head", "Time", "After", "Data", "Message", "Code"})
    void a_word_means_the_same_in_both_documents(String schema) {
        String pointer = "/components/schemas/" + schema;

        assertEquals(ContractFile.openApi().at(pointer), file.at(pointer));
    }

    @Test
    void every_example_obeys_its_schema() {
        Schemas schemas = new Schemas(file);
        file.object("/components/messages").forEach(message -> {
            JsonArray examples = ((JsonObject) message.getValue()).getJsonArray("examples", new JsonArray());
            examples.forEach(example -> schemas.check(
                    "/components/messages/" + message.getKey() + "/payload",
                    ((JsonObject) example).getValue("payload")));
        });
    }

    private Set<String> frames(String operation) {
        JsonArray messages = (JsonArray) file.at("/operations/" + operation + "/messages");
        assertFalse(messages.isEmpty());
        return messages.stream()
                .map(message -> ((JsonObject) message).getString("$ref"))
                .map(ref -> ref.substring(ref.lastIndexOf('/') + 1))
                .collect(toSet());
    }
}
