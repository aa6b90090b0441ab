package io.polyloop.live;

import io.polyloop.topic.Journal;
import io.polyloop.topic.TopicHeads;
import io.polyloop.topic.TopicName;
import io.polyloop.topic.TopicState;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;

/**
 * Finds what the bus lost by asking the journal for the heads of subscribed topics: a lost last message leaves no hole
 * that anything else would show. A round goes on in slices, spread over the repair interval. On its hub's event loop.
 *
 * <p>News is numbered, so a node that alone commits to its database knows whether any was lost. It asks for all topics
 * when some was, and otherwise for those alone that are in doubt. Where other nodes commit too, every round asks for
 * all.
 */
final class Repair {
    /** Slices of a round, and looks at the number of announced commits, in one interval. */
    static final int SLICES = 8;
    /**
     * Intervals after which all are asked for without a reason: a fault in this bookkeeping must not leave a subscriber
     * behind for good.
     */
    private static final int FULL_ROUND_INTERVALS = 30;

    private final Journal journal;
    private final Map<TopicName, TopicFanOut> fanOuts;
    // event loop only
    private final Set<TopicFanOut> suspects = new LinkedHashSet<>();
    private final Queue<TopicFanOut> remaining = new ArrayDeque<>();
    private int sliceSize;
    private boolean inProgress;
    private boolean newsLost;
    private boolean sharedDatabase;
    private long lastReceived;
    private long lastAnnounced;
    private int ticksSinceRound;
    private int ticksSinceFullRound;

    /** @param fan-outs that have subscriptions now */
    Repair(Journal journal, Map<TopicName, TopicFanOut> fanOuts) {
        this.journal = journal;
        this.fanOuts = fanOuts;
    }

    /** News arrived; a gap before its number shows that some was lost. */
    void onNews(long number) {
        newsLost |= number > lastReceived + 1;
        lastReceived = Math.max(lastReceived, number);
    }

    /** Asks for this one in the next round, whatever news came. */
    void checkSoon(TopicFanOut fanOut) {
        suspects.add(fanOut);
    }

    /** To be called {@link #SLICES} times in each repair interval. */
    void tick() {
        if (fanOuts.isEmpty() || inProgress) {
            return;
        }
        inProgress = true;
        ticksSinceRound++;
        ticksSinceFullRound++;
        // The journal logs that it is down. The rest of the slice was not asked for, so the next round asks for all.
        checkAnnounced()
                .compose(looked -> check(nextSlice()))
                .onFailure(failure -> ticksSinceFullRound = SLICES * FULL_ROUND_INTERVALS)
                .onComplete(done -> inProgress = false);
    }

    private Future<Void> checkAnnounced() {
        return journal.lastNewsNumber()
                .onSuccess(number -> {
                    sharedDatabase = number == Journal.UNKNOWN;
                    // News announced before the last look has arrived by now, or is lost.
                    newsLost |= !sharedDatabase && lastReceived < lastAnnounced;
                    lastReceived = Math.max(lastReceived, lastAnnounced);
                    lastAnnounced = number;
                    beginRound();
                })
                .mapEmpty();
    }

    private void beginRound() {
        boolean due = ticksSinceRound >= SLICES;
        if (!remaining.isEmpty() || !due && (!newsLost || sharedDatabase)) {
            return;
        }
        boolean full = newsLost || sharedDatabase || ticksSinceFullRound >= SLICES * FULL_ROUND_INTERVALS;
        remaining.addAll(full ? fanOuts.values() : suspects);
        sliceSize = Math.max(ReadScheduler.MAX_TOPICS_PER_QUERY, (remaining.size() + SLICES - 1) / SLICES);
        suspects.clear();
        ticksSinceRound = 0;
        ticksSinceFullRound = full ? 0 : ticksSinceFullRound;
        newsLost = newsLost && !full;
    }

    private Collection<TopicFanOut> nextSlice() {
        List<TopicFanOut> next = new ArrayList<>();
        while (next.size() < sliceSize && !remaining.isEmpty()) {
            next.add(remaining.remove());
        }
        return next;
    }

    /** One query after another: those of a slice sent at once would keep subscriptions that start waiting. */
    private Future<Void> check(Collection<TopicFanOut> slice) {
        Future<Void> answered = Future.succeededFuture();
        List<TopicFanOut> query = new ArrayList<>();
        for (TopicFanOut fanOut : slice) {
            query.add(fanOut);
            if (query.size() == ReadScheduler.MAX_TOPICS_PER_QUERY) {
                List<TopicFanOut> full = query;
                answered = answered.compose(before -> queryHeads(full));
                query = new ArrayList<>();
            }
        }
        List<TopicFanOut> rest = query;
        return answered.compose(before -> queryHeads(rest));
    }

    private Future<Void> queryHeads(List<TopicFanOut> query) {
        List<TopicFanOut> open = query.stream().filter(this::isOpen).toList();
        if (open.isEmpty()) {
            return Future.succeededFuture();
        }
        open.forEach(TopicFanOut::startCheck);
        return journal.heads(open.stream().map(TopicFanOut::topic).toList())
                .onSuccess(heads -> onHeads(open, heads))
                .mapEmpty();
    }

    private boolean isOpen(TopicFanOut fanOut) {
        return fanOuts.get(fanOut.topic()) == fanOut;
    }

    private void onHeads(List<TopicFanOut> asked, TopicHeads heads) {
        // Also to those without a state: a history that has just begun may not have their topics yet.
        asked.forEach(fanOut -> fanOut.onEpoch(heads.epoch()));
        for (TopicState state : heads.states()) {
            TopicFanOut fanOut = fanOuts.get(state.topic());
            if (fanOut != null) {
                fanOut.onState(state);
            }
        }
    }
}
