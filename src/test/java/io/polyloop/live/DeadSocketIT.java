package io.polyloop.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.polyloop.fixture.TestNode;
import io.polyloop.fixture.engine.RawSocket;
import io.polyloop.fixture.engine.RawSocket.Frame;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeadSocketIT {
    @TempDir
    Path data;

    private TestNode node;

    @BeforeEach
    void start() {
        node = TestNode.start(data, "live.heartbeat", "100ms", "live.dead-after", "500ms", "drain.timeout", "4s");
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void a_socket_that_answers_no_ping_is_closed() {
        try (RawSocket silent = RawSocket.connect(node.port())) {
            assertEquals(1001, silent.closeCode());
        }
    }

    @Test
    void a_socket_that_answers_pings_stays_open() {
        try (RawSocket answering = RawSocket.connect(node.port())) {
            for (int pings = 0; pings < 12; ) {
                Frame frame = answering.next();
                assertEquals(RawSocket.PING, frame.opcode());
                answering.send(RawSocket.PONG, frame.payload());
                pings++;
            }
            answering.send(new JsonObject().put("op", "ping").put("id", 7));
            assertEquals(7, answering.nextJson().getInteger("id"));
        }
    }
}
