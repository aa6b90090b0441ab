package io.polyloop.live;

import io.polyloop.topic.Page.Reset;
import io.polyloop.topic.ProblemException;

/** The connection behind a subscription: where its messages and its news go. Called on the hub's event loop. */
public interface Subscriber {
    /** Where messages are written to. */
    Outbox outbox();

    /** Whose subscription it is: the reads of one connection wait for each other, and not for those of others. */
    default Object connection() {
        return this;
    }

    /** How messages are written. */
    Encoding encoding();

    /** The subscription is registered: nothing published from now on can be missed. */
    void subscribed(String epoch, long head, boolean recovered);

    /** The history asked for is not there; what follows starts at {@code from}. */
    void reset(Reset reason, long from);

    /** These messages are left out, since the connection is slow and asked for the latest only. */
    void skipped(long from, long to);

    /** There will be no subscription. */
    void refused(ProblemException refusal);

    /** The subscription is ended: it fell too far behind. */
    void closedAsSlow();
}
