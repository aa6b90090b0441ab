package io.polyloop.journal;

import java.time.Instant;

/** Times as the tables have them: milliseconds since 1970, and the largest number for never. */
final class StoredTime {
    private StoredTime() {}

    static long of(Instant time) {
        return time.equals(Instant.MAX) ? Long.MAX_VALUE : time.toEpochMilli();
    }

    static Instant instant(long stored) {
        return stored == Long.MAX_VALUE ? Instant.MAX : Instant.ofEpochMilli(stored);
    }
}
