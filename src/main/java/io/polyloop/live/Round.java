package io.polyloop.live;

import io.polyloop.topic.Page;
import io.polyloop.topic.ReadFrom;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.Queue;

/**
 * Subscriptions of one channel that share one answer of the journal. They take turns, a block each, so that a page goes
 * out to thousands without one long turn of the event loop. On their hub's event loop.
 */
final class Round {
    private final Channel channel;
    private final ReadFrom asked;
    private final long headBefore;
    private final CatchUpTurns turns;
    private final Runnable whenTaken;
    // event loop only
    private final Queue<Subscription> left;
    private Page page;
    private List<LiveMessage> messages;

    /**
     * @param asked what the journal is asked for
     * @param whenTaken runs once none of them takes more of it
     */
    Round(Channel channel, Collection<Subscription> members, ReadFrom asked, CatchUpTurns turns, Runnable whenTaken) {
        this.channel = channel;
        this.left = new ArrayDeque<>(members);
        this.asked = asked;
        this.headBefore = channel.history().head();
        this.turns = turns;
        this.whenTaken = whenTaken;
    }

    void onPage(Page answer) {
        page = answer;
        messages = channel.onPage(answer, headBefore);
        turns.add(this::step);
    }

    Collection<Subscription> members() {
        return left;
    }

    private int step() {
        int written = 0;
        Subscription next = left.poll();
        if (next != null) {
            written = next.onPage(page, messages, asked);
            if (next.canTakeMore(page)) {
                left.add(next);
            }
        }
        if (left.isEmpty()) {
            whenTaken.run();
        } else {
            turns.add(this::step);
        }
        return written;
    }
}
