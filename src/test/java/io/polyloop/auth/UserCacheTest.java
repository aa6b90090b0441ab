package io.polyloop.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UserCacheTest {
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(60);
    private static final User SMALL = user(0);
    private static final int SIZE = UserCache.ENTRY + UserCache.CLAIMS * "{\"c\":\"\"}".length();

    private final UserCache cache = new UserCache(3L * SIZE);

    @Test
    void users_are_kept_up_to_the_bytes_and_the_least_recently_used_goes_first() {
        for (String hash : new String[] {"a", "b", "c"}) {
            cache.put(hash, SMALL, LATER);
        }
        assertEquals(SMALL, cache.get("a", NOW));
        cache.put("d", SMALL, LATER);
        assertNull(cache.get("b", NOW));
        assertEquals(3, kept("a", "b", "c", "d"));
    }

    @Test
    void large_claims_take_the_place_of_several_users() {
        for (String hash : new String[] {"a", "b", "c"}) {
            cache.put(hash, SMALL, LATER);
        }
        cache.put("d", user(SIZE / UserCache.CLAIMS), LATER);
        assertEquals(2, kept("a", "b", "c", "d"));
    }

    @Test
    void a_user_that_is_larger_than_the_cache_is_not_kept() {
        cache.put("a", user(3 * SIZE), LATER);
        assertNull(cache.get("a", NOW));
        cache.put("b", SMALL, LATER);
        assertEquals(SMALL, cache.get("b", NOW));
    }

    @Test
    void what_is_replaced_or_over_gives_back_its_bytes() {
        IntStream.range(0, 10).forEach(i -> cache.put("a", SMALL, LATER));
        cache.put("b", SMALL, NOW);
        assertNull(cache.get("b", NOW));
        cache.put("c", SMALL, LATER);
        cache.put("d", SMALL, LATER);
        assertEquals(3, kept("a", "c", "d"));
    }

    private int kept(String... hashes) {
        int kept = 0;
        for (String hash : hashes) {
            kept += cache.get(hash, NOW) == null ? 0 : 1;
        }
        return kept;
    }

    private static User user(int claim) {
        return new User(Identities.ada(Map.of()), JsonObject.of("c", "x".repeat(claim)));
    }
}
