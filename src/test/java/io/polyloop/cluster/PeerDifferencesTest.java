package io.polyloop.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PeerDifferencesTest {
    private static final Map<String, String> SETTINGS = Map.of("limits.message", "64KiB", "journal.retention", "7d");

    private final PeerDifferences peers = new PeerDifferences(() -> new NodeIdentity("abcdefgh", 1, 1, SETTINGS));

    @Test
    void a_node_with_the_same_journal_and_settings_is_a_peer_without_differences() {
        assertFalse(peers.isForeign("a", new NodeIdentity("abcdefgh", 1, 1, SETTINGS)));
        assertEquals(Map.of(), peers.differences());
    }

    @Test
    void a_node_with_another_journal_is_not_a_peer() {
        assertTrue(peers.isForeign("a", new NodeIdentity("12345678", 1, 1, SETTINGS)));
        assertTrue(peers.differences().get("a").startsWith("has another journal (epoch 12345678, here abcdefgh)"));
    }

    @Test
    void a_node_with_another_bus_protocol_is_not_a_peer() {
        assertTrue(peers.isForeign("a", new NodeIdentity("abcdefgh", 2, 2, SETTINGS)));
        assertTrue(peers.differences().get("a").startsWith("uses version 2 of the bus protocol, here 1"));
    }

    @Test
    void a_newer_node_that_works_with_this_version_of_the_bus_protocol_is_a_peer() {
        assertFalse(peers.isForeign("a", new NodeIdentity("abcdefgh", 2, 1, SETTINGS)));
        PeerDifferences newer = new PeerDifferences(() -> new NodeIdentity("abcdefgh", 2, 1, SETTINGS));
        assertFalse(newer.isForeign("a", new NodeIdentity("abcdefgh", 1, 1, SETTINGS)));
    }

    @Test
    void nodes_two_versions_of_the_bus_protocol_apart_are_not_peers() {
        assertTrue(peers.isForeign("a", new NodeIdentity("abcdefgh", 3, 2, SETTINGS)));
        PeerDifferences newer = new PeerDifferences(() -> new NodeIdentity("abcdefgh", 3, 2, SETTINGS));
        assertTrue(newer.isForeign("a", new NodeIdentity("abcdefgh", 1, 1, SETTINGS)));
        assertTrue(newer.differences().get("a").startsWith("uses version 1 of the bus protocol, here 3"));
    }

    @Test
    void a_node_of_an_older_build_without_identity_is_a_peer() {
        assertFalse(peers.isForeign("old", new NodeIdentity("", 0, 0, Map.of())));
        assertEquals(Map.of(), peers.differences());
    }

    @Test
    void a_different_setting_is_reported_with_both_values_until_it_agrees() {
        Map<String, String> other = Map.of("limits.message", "1MiB", "journal.retention", "7d");
        assertFalse(peers.isForeign("a", new NodeIdentity("abcdefgh", 1, 1, other)));
        assertEquals(Map.of("a", "limits.message: 64KiB here, 1MiB there"), peers.differences());
        peers.isForeign("a", new NodeIdentity("abcdefgh", 1, 1, SETTINGS));
        assertEquals(Map.of(), peers.differences());
    }

    @Test
    void a_node_that_is_no_longer_a_member_is_forgotten() {
        peers.isForeign("a", new NodeIdentity("12345678", 1, 1, SETTINGS));
        peers.isForeign("b", new NodeIdentity("12345678", 1, 1, SETTINGS));
        peers.retain(Set.of("me", "b"));
        assertEquals(Set.of("b"), peers.differences().keySet());
    }
}
