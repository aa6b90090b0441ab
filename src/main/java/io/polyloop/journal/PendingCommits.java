package io.polyloop.journal;

import io.polyloop.config.JournalSettings;

/** What waits in the queues for its commit, and the limits of it. On one event loop. */
final class PendingCommits {
    private final JournalSettings limits;
    // event loop only
    private int messages;
    private long bytes;

    PendingCommits(JournalSettings limits) {
        this.limits = limits;
    }

    boolean hasRoomFor(Queued entry) {
        return messages + entry.size() <= limits.maxPending() && bytes + entry.bytes() <= limits.maxPendingBytes();
    }

    void add(Queued entry) {
        messages += entry.size();
        bytes += entry.bytes();
    }

    void remove(Queued entry) {
        messages -= entry.size();
        bytes -= entry.bytes();
    }

    /** Messages, and statements of units. */
    int messages() {
        return messages;
    }
}
