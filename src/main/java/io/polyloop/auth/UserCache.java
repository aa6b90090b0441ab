package io.polyloop.auth;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** The users whose credentials were verified lately, by the hash of the credential. On one event loop. */
final class UserCache {
    private record Entry(User user, Instant until) {}

    private final Map<String, Entry> entries;

    /** @param max entries; beyond it the one that was used longest ago is dropped */
    UserCache(int max) {
        this.entries = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Entry> eldest) {
                return size() > max;
            }
        };
    }

    /** The user, or null if it is unknown or its time is over. */
    User get(String hash, Instant now) {
        Entry entry = entries.get(hash);
        if (entry == null) {
            return null;
        }
        if (!now.isBefore(entry.until)) {
            entries.remove(hash);
            return null;
        }
        return entry.user;
    }

    void remove(String hash) {
        entries.remove(hash);
    }

    void put(String hash, User user, Instant until) {
        entries.put(hash, new Entry(user, until));
    }
}
