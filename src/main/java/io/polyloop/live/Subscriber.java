package io.polyloop.live;

import io.polyloop.topic.Page.Reset;
import io.polyloop.topic.ProblemException;

/** The connection of a subscription: receives its messages and events. Called on the hub's event loop. */
public interface Subscriber {
    /** Where messages are written; used after {@link #subscribed}. */
    Outbox outbox();

    /** Identifies the connection: its reads wait for each other, not for those of other connections. */
    default Object connection() {
        return this;
    }

    /** The format of messages; the same at each call. */
    Encoding encoding();

    /**
     * The subscription is registered: no message after the start can be missed.
     *
     * @param recovered whether every message since the requested position follows; otherwise {@link #reset} is next
     */
    void subscribed(String epoch, long head, boolean recovered);

    /** The history that the client asked for or has is replaced, expired or erased; messages continue at {@code from}. */
    void reset(Reset reason, long from);

    /** These messages are left out, both ends included: a slow consumer asked for the newest only. */
    void skipped(long from, long to);

    /** The subscription did not start, and is closed. */
    void refused(ProblemException refusal);

    /** The subscription is closed: it fell too far behind. */
    void closedAsSlow();
}
