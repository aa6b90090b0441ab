package io.polyloop.live;

import io.polyloop.topic.Page;
import io.polyloop.topic.ReadFrom;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.Queue;

/**
 * Subscriptions of one fan-out that share one answer of the journal. They take turns, a batch each, so that a page goes
 * out to thousands without one long turn of the event loop. On their hub's event loop.
 */
final class SharedRead {
    private final TopicFanOut fanOut;
    private final ReadFrom asked;
    private final long headBefore;
    private final CatchUpScheduler catchUps;
    private final Runnable onDelivered;
    // event loop only
    private final Queue<Subscription> readers;
    private Page page;
    private List<LiveMessage> messages;

    /**
     * @param asked what the journal is asked for
     * @param whenTaken runs once none of them takes more of it
     */
    SharedRead(
            TopicFanOut fanOut,
            Collection<Subscription> members,
            ReadFrom asked,
            CatchUpScheduler turns,
            Runnable whenTaken) {
        this.fanOut = fanOut;
        this.readers = new ArrayDeque<>(members);
        this.asked = asked;
        this.headBefore = fanOut.history().head();
        this.catchUps = turns;
        this.onDelivered = whenTaken;
    }

    void onPage(Page answer) {
        page = answer;
        messages = fanOut.onPage(answer, headBefore);
        catchUps.add(this::step);
    }

    Collection<Subscription> readers() {
        return readers;
    }

    private int step() {
        int written = 0;
        Subscription next = readers.poll();
        if (next != null) {
            written = next.onPage(page, messages, asked);
            if (next.canWriteFrom(page)) {
                readers.add(next);
            }
        }
        if (readers.isEmpty()) {
            onDelivered.run();
        } else {
            catchUps.add(this::step);
        }
        return written;
    }
}
