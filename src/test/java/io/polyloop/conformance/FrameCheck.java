package io.polyloop.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.polyloop.fixture.ServerSentEvent;
import io.polyloop.topic.Problem;
import io.vertx.core.json.JsonObject;

/** Holds WebSocket frames and server-sent events to asyncapi.yaml. */
final class FrameCheck {
    private final Schemas schemas = new Schemas(ContractFile.asyncApi());

    /** Fails unless this is a frame with that op, of the form the contract gives it. */
    JsonObject frame(String op, JsonObject frame) {
        assertEquals(op, frame.getString("op"), frame::encode);
        schemas.check("/components/messages/" + op + "/payload", frame);
        return frame;
    }

    /** Fails unless this is an error frame with that problem. */
    JsonObject error(Problem problem, JsonObject frame) {
        assertEquals(problem.code(), frame("error", frame).getString("code"), frame::encode);
        return frame;
    }

    /** Fails unless this is an event of that name, of the form the contract gives it. */
    ServerSentEvent event(String name, ServerSentEvent event) {
        assertEquals(name, event.name(), event::toString);
        schemas.check("/components/messages/event" + capital(name) + "/payload", event.json());
        return event;
    }

    private static String capital(String name) {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }
}
