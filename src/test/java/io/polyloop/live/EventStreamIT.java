package io.polyloop.live;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.polyloop.fixture.EventStream;
import io.polyloop.fixture.Http;
import io.polyloop.fixture.ServerSentEvent;
import io.polyloop.fixture.TestNode;
import io.polyloop.fixture.engine.BatchPublisher;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventStreamIT {
    @TempDir
    Path data;

    private TestNode node;
    private URI events;

    @BeforeEach
    void start() {
        node = TestNode.start(data, "live.heartbeat", "200ms", "live.dead-after", "10s");
        events = node.http("/api/v1/topics/t/events");
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void an_event_has_a_position_a_type_and_a_message() {
        try (EventStream stream = EventStream.open(events)) {
            BatchPublisher.publish(node, "t", 1, 5);
            ServerSentEvent event = stream.next("message");
            assertEquals(epoch() + ":1", event.id());
            assertEquals(1, event.json().getLong("seq"));
        }
    }

    @Test
    void a_client_that_leaves_before_its_first_message_resumes_where_it_started() {
        String id;
        try (EventStream stream = EventStream.open(events)) {
            id = stream.nextBlock().id();
        }
        BatchPublisher.publish(node, "t", 2, 5);
        try (EventStream stream = EventStream.resume(events, id)) {
            assertEquals(1, stream.message().getLong("seq"));
        }
    }

    @Test
    void last_event_id_takes_precedence_over_the_after_parameter() {
        BatchPublisher.publish(node, "t", 5, 5);
        try (EventStream stream = EventStream.resume(URI.create(events + "?after=0"), epoch() + ":3")) {
            assertEquals(4, stream.message().getLong("seq"));
        }
    }

    @Test
    void a_position_of_another_history_is_answered_by_a_reset() {
        BatchPublisher.publish(node, "t", 2, 5);
        try (EventStream stream = EventStream.resume(events, "otherone:1")) {
            assertEquals(
                    new JsonObject().put("reason", "epoch").put("from", 1),
                    stream.next("reset").json());
            assertEquals(1, stream.message().getLong("seq"));
        }
    }

    @Test
    void an_idle_stream_gets_heartbeats() {
        try (EventStream stream = EventStream.open(events)) {
            stream.next("heartbeat");
            stream.next("heartbeat");
        }
    }

    @Test
    void a_hundred_disconnects_during_events_leave_no_subscription_and_no_bytes() {
        for (int i = 0; i < 100; i++) {
            try (EventStream stream = EventStream.open(URI.create(events + "?after=0"))) {
                BatchPublisher.publish(node, "t", 5, 2_000);
                stream.next("message");
            }
        }
        await().until(() -> node.metric("polyloop_live_subscriptions") == 0);
        await().until(() -> node.metric("polyloop_live_outbox_bytes") == 0);
    }

    private String epoch() {
        return Http.body(Http.get(node.http("/api/v1/topics/t/messages"))).getString("epoch");
    }
}
