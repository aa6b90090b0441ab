package io.polyloop.live;

import io.polyloop.bus.ReplayJournal;
import io.polyloop.bus.TopicHeads;
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
 * Finds news that the bus lost: checks the heads of subscribed topics against the journal, because a lost last message
 * leaves no gap. A round of checks is divided into slices over the repair interval. On its hub's event loop.
 *
 * <p>News is numbered, so a node that is the only one to commit to its database detects a loss. It checks all topics
 * after a loss, and otherwise only those for which a check was requested. Where other nodes commit too, each round
 * checks all topics.
 */
final class Repair {
    /** Slices of a round, and checks of the news number, in one repair interval. */
    static final int SLICES = 8;
    /**
     * Repair intervals after which all topics are checked without a reason: an error in this bookkeeping must not leave
     * a subscriber behind forever.
     */
    private static final int FULL_ROUND_INTERVALS = 30;

    private final ReplayJournal journal;
    private final Map<TopicName, TopicFanOut> fanOuts;
    // event loop only
    private final Set<TopicFanOut> requested = new LinkedHashSet<>();
    private final Queue<TopicFanOut> remaining = new ArrayDeque<>();
    private int sliceSize;
    private boolean inProgress;
    private boolean newsLost;
    private boolean sharedDatabase;
    private long lastReceived;
    private long lastPublished;
    private int ticksSinceRound;
    private int ticksSinceFullRound;

    /** @param fanOuts the topics that have subscriptions now */
    Repair(ReplayJournal journal, Map<TopicName, TopicFanOut> fanOuts) {
        this.journal = journal;
        this.fanOuts = fanOuts;
    }

    /** Called with the number of received news; a gap before it shows a loss. */
    void onNews(long number) {
        newsLost |= number > lastReceived + 1;
        lastReceived = Math.max(lastReceived, number);
    }

    /** Has this topic checked in the next round, whether news was lost or not. */
    void requestCheck(TopicFanOut fanOut) {
        requested.add(fanOut);
    }

    /** To be called {@link #SLICES} times in each repair interval. */
    void tick() {
        if (fanOuts.isEmpty() || inProgress) {
            return;
        }
        inProgress = true;
        ticksSinceRound++;
        ticksSinceFullRound++;
        // The journal logs that it is down. The rest of the slice was not checked, so the next round checks all topics.
        checkNewsNumber()
                .compose(checked -> check(nextSlice()))
                .onFailure(failure -> ticksSinceFullRound = SLICES * FULL_ROUND_INTERVALS)
                .onComplete(done -> inProgress = false);
    }

    private Future<Void> checkNewsNumber() {
        return journal.lastNewsNumber()
                .onSuccess(number -> {
                    sharedDatabase = number == ReplayJournal.UNKNOWN;
                    // News that was published before the previous check has arrived by now, or is lost.
                    newsLost |= !sharedDatabase && lastReceived < lastPublished;
                    lastReceived = Math.max(lastReceived, lastPublished);
                    lastPublished = number;
                    startRoundIfDue();
                })
                .mapEmpty();
    }

    private void startRoundIfDue() {
        boolean due = ticksSinceRound >= SLICES;
        if (!remaining.isEmpty() || !due && (!newsLost || sharedDatabase)) {
            return;
        }
        boolean full = newsLost || sharedDatabase || ticksSinceFullRound >= SLICES * FULL_ROUND_INTERVALS;
        remaining.addAll(full ? fanOuts.values() : requested);
        sliceSize = Math.max(ReadScheduler.MAX_TOPICS_PER_QUERY, (remaining.size() + SLICES - 1) / SLICES);
        requested.clear();
        ticksSinceRound = 0;
        ticksSinceFullRound = full ? 0 : ticksSinceFullRound;
        newsLost = newsLost && !full;
    }

    private List<TopicFanOut> nextSlice() {
        List<TopicFanOut> slice = new ArrayList<>();
        while (slice.size() < sliceSize && !remaining.isEmpty()) {
            slice.add(remaining.remove());
        }
        return slice;
    }

    /** Sends one query after another: all queries of a slice at once would delay subscriptions that start. */
    private Future<Void> check(List<TopicFanOut> slice) {
        Future<Void> checked = Future.succeededFuture();
        for (int from = 0; from < slice.size(); from += ReadScheduler.MAX_TOPICS_PER_QUERY) {
            int to = Math.min(slice.size(), from + ReadScheduler.MAX_TOPICS_PER_QUERY);
            List<TopicFanOut> query = slice.subList(from, to);
            checked = checked.compose(before -> queryHeads(query));
        }
        return checked;
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

    private void onHeads(Collection<TopicFanOut> checked, TopicHeads heads) {
        // Also to topics without a state: a history that has just started may not have them yet.
        checked.forEach(fanOut -> fanOut.onEpoch(heads.epoch()));
        for (TopicState state : heads.states()) {
            TopicFanOut fanOut = fanOuts.get(state.topic());
            if (fanOut != null) {
                fanOut.onState(state);
            }
        }
    }
}
