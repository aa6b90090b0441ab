package io.polyloop.conformance;

import static io.polyloop.conformance.RawHttp.JSON;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.polyloop.fixture.EventStream;
import io.polyloop.fixture.ServerSentEvent;
import io.polyloop.topic.Problem;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(ContractNode.class)
class EventsContractIT {
    private final HttpCheck http = new HttpCheck();
    private final FrameCheck events = new FrameCheck();
    private final RawHttp client;
    private final String topic = ContractNode.freshTopic();
    private final String path = "/api/v1/topics/" + topic;

    EventsContractIT(RawHttp client) {
        this.client = client;
    }

    @Test
    void a_message_is_an_event_with_its_position_as_the_id() throws Exception {
        try (EventStream stream = open("")) {
            JsonObject stored = append(1);

            ServerSentEvent event = events.event("message", stream.next());

            assertEquals(stored.getString("epoch") + ":1", event.id());
            JsonObject message = event.json();
            assertEquals(1, message.getInteger("data"));
            assertEquals(stored.getString("at"), message.getString("at"));
        }
    }

    @Test
    void from_0_on_history_comes_before_what_is_new() throws Exception {
        append(1);
        try (EventStream stream = open("?after=0")) {
            append(2);

            assertEquals(1, seq(stream.next()));
            assertEquals(2, seq(stream.next()));
        }
    }

    @Test
    void without_a_position_only_what_is_new_comes() throws Exception {
        append(1);
        try (EventStream stream = open("")) {
            append(2);

            assertEquals(2, seq(stream.next()));
        }
    }

    @Test
    void the_last_event_id_goes_before_after() throws Exception {
        append(1);
        String epoch = append(2).getString("epoch");
        try (EventStream stream = open("?after=0", "Last-Event-ID", epoch + ":1")) {
            assertEquals(2, seq(stream.next()));
        }
    }

    @Test
    void a_position_of_another_history_is_reset() throws Exception {
        append(1);
        try (EventStream stream = open("?after=aaaaaaaaaaaa:7")) {
            ServerSentEvent reset = events.event("reset", stream.next());

            assertEquals(new JsonObject().put("reason", "epoch").put("from", 1), reset.json());
            assertEquals(1, seq(stream.next()));
        }
    }

    @Test
    void a_position_ahead_of_the_head_is_reset() throws Exception {
        String epoch = append(1).getString("epoch");
        try (EventStream stream = open("?after=" + epoch + ":2")) {
            events.event("reset", stream.next());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "1", "short:1", "aaaaaaaaaaaa:01"})
    void what_is_not_a_position_is_refused(String position) {
        http.refused(Problem.INVALID_POSITION, "events", client.get(path + "/events?after=" + position));
        http.refused(Problem.INVALID_POSITION, "events", client.get(path + "/events", "Last-Event-ID: " + position));
    }

    private EventStream open(String query, String... headers) throws Exception {
        EventStream stream = EventStream.request(client.uri(path + "/events" + query), headers);
        http.check("events", RawResponse.head(stream.response()));
        return stream;
    }

    private int seq(ServerSentEvent event) {
        return events.event("message", event).json().getInteger("seq");
    }

    private JsonObject append(int data) {
        return client.post(path + "/messages", Integer.toString(data), JSON).json();
    }
}
