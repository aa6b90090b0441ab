package io.polyloop.journal;

import io.polyloop.config.JournalSettings;
import io.polyloop.topic.Append;

/** The appends of all queues whose results are pending, and their limits. On one event loop. */
final class PendingAppends {
    private final JournalSettings limits;
    // event loop only
    private int messages;
    private long bytes;

    PendingAppends(JournalSettings limits) {
        this.limits = limits;
    }

    boolean hasRoomFor(Append append) {
        return messages + append.count() <= limits.maxPending() && bytes + append.bytes() <= limits.maxPendingBytes();
    }

    void add(Append append) {
        messages += append.count();
        bytes += append.bytes();
    }

    void remove(Append append) {
        messages -= append.count();
        bytes -= append.bytes();
    }

    int messages() {
        return messages;
    }
}
