package io.polyloop.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.polyloop.fixture.engine.Recorded;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Heartbeats of released versions, and of this build. */
class RecordedHeartbeatTest {
    private static final Map<String, String> SETTINGS = Map.of("limits.message", "64KiB", "journal.retention", "7d");

    static List<Recorded> heartbeat() {
        return Recorded.all("heartbeat");
    }

    @ParameterizedTest
    @MethodSource("heartbeat")
    void a_recorded_heartbeat_with_an_unknown_field_is_that_of_a_peer(Recorded recorded) {
        Heartbeat heartbeat = Heartbeat.of(recorded.withUnknownField());
        assertEquals("6d1f2b1c-0000-4000-8000-000000000001", heartbeat.node());
        assertEquals(2, heartbeat.receivesFrom().size());
        assertFalse(heartbeat.leaving());
        NodeIdentity own = NodeIdentity.own("abcdefgh12345678", SETTINGS);
        assertFalse(own.isForeign(heartbeat.identity()));
        assertFalse(heartbeat.identity().isForeign(own));
        assertEquals("", own.differences(heartbeat.identity()));
    }

    @ParameterizedTest
    @MethodSource("heartbeat")
    void the_connections_of_a_version_that_does_not_count_them_are_unknown(Recorded recorded) {
        Integer counted = recorded.message().getInteger("connections");
        assertEquals(
                counted == null ? OptionalInt.empty() : OptionalInt.of(counted),
                Heartbeat.of(recorded.message()).connections());
    }

    @ParameterizedTest
    @MethodSource("heartbeat")
    void a_heartbeat_is_sent_with_all_that_the_recorded_one_has(Recorded recorded) {
        recorded.assertReadableBySender(Heartbeat.of(recorded.message()).json());
    }
}
