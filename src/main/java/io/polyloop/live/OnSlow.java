package io.polyloop.live;

/** What happens to messages for a slow consumer. */
public enum OnSlow {
    /** They wait: the subscription reads them from the journal later. */
    WAIT,
    /** All but the newest are skipped, which is reported to the client. */
    SKIP
}
