package io.polyloop.auth;

import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** The users whose credentials were verified lately, by the hash of the credential. On one event loop. */
final class UserCache {
    /** Bytes of an entry without its claims. */
    static final int ENTRY = 1024;
    /** Bytes in memory for one byte of the claims' JSON: a map of small objects takes several times its text. */
    static final int CLAIMS = 4;

    private record Entry(User user, Instant until, long bytes) {}

    private final long maxBytes;
    private final Map<String, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    /** @param maxBytes beyond it, the users that were used longest ago are dropped; the bytes are estimated */
    UserCache(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** The user, or null if it is unknown or its time is over. */
    User get(String hash, Instant now) {
        Entry entry = entries.get(hash);
        if (entry == null) {
            return null;
        }
        if (!now.isBefore(entry.until)) {
            remove(hash);
            return null;
        }
        return entry.user;
    }

    void put(String hash, User user, Instant until) {
        remove(hash);
        Entry entry = new Entry(
                user, until, ENTRY + (long) CLAIMS * user.claims().toBuffer().length());
        entries.put(hash, entry);
        bytes += entry.bytes;
        trim();
    }

    void remove(String hash) {
        Entry removed = entries.remove(hash);
        bytes -= removed == null ? 0 : removed.bytes;
    }

    private void trim() {
        Iterator<Entry> eldest = entries.values().iterator();
        while (bytes > maxBytes) {
            bytes -= eldest.next().bytes;
            eldest.remove();
        }
    }
}
