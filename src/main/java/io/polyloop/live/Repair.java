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
    private static final int FULL_EVERY = 30;

    private final Journal journal;
    private final Map<TopicName, Channel> channels;
    // event loop only
    private final Set<Channel> doubtful = new LinkedHashSet<>();
    private final Queue<Channel> round = new ArrayDeque<>();
    private int slice;
    private boolean asking;
    private boolean missed;
    private boolean shared;
    private long heard;
    private long announced;
    private int sinceRound;
    private int sinceFull;

    /** @param channels that have subscriptions now */
    Repair(Journal journal, Map<TopicName, Channel> channels) {
        this.journal = journal;
        this.channels = channels;
    }

    /** News arrived; a gap before its number shows that some was lost. */
    void onNews(long number) {
        missed |= number > heard + 1;
        heard = Math.max(heard, number);
    }

    /** Asks for this one in the next round, whatever news came. */
    void doubt(Channel channel) {
        doubtful.add(channel);
    }

    /** To be called {@link #SLICES} times in each repair interval. */
    void tick() {
        if (channels.isEmpty() || asking) {
            return;
        }
        asking = true;
        sinceRound++;
        sinceFull++;
        // The journal logs that it is down. The rest of the slice was not asked for, so the next round asks for all.
        look().compose(looked -> ask(nextSlice()))
                .onFailure(failure -> sinceFull = SLICES * FULL_EVERY)
                .onComplete(done -> asking = false);
    }

    private Future<Void> look() {
        return journal.lastNewsNumber()
                .onSuccess(number -> {
                    shared = number == Journal.UNKNOWN;
                    // News announced before the last look has arrived by now, or is lost.
                    missed |= !shared && heard < announced;
                    heard = Math.max(heard, announced);
                    announced = number;
                    beginRound();
                })
                .mapEmpty();
    }

    private void beginRound() {
        boolean due = sinceRound >= SLICES;
        if (!round.isEmpty() || !due && (!missed || shared)) {
            return;
        }
        boolean full = missed || shared || sinceFull >= SLICES * FULL_EVERY;
        round.addAll(full ? channels.values() : doubtful);
        slice = Math.max(Reads.TOPICS_AT_ONCE, (round.size() + SLICES - 1) / SLICES);
        doubtful.clear();
        sinceRound = 0;
        sinceFull = full ? 0 : sinceFull;
        missed = missed && !full;
    }

    private Collection<Channel> nextSlice() {
        List<Channel> next = new ArrayList<>();
        while (next.size() < slice && !round.isEmpty()) {
            next.add(round.remove());
        }
        return next;
    }

    /** One query after another: those of a slice sent at once would keep subscriptions that start waiting. */
    private Future<Void> ask(Collection<Channel> slice) {
        Future<Void> answered = Future.succeededFuture();
        List<Channel> query = new ArrayList<>();
        for (Channel channel : slice) {
            query.add(channel);
            if (query.size() == Reads.TOPICS_AT_ONCE) {
                List<Channel> full = query;
                answered = answered.compose(before -> askFor(full));
                query = new ArrayList<>();
            }
        }
        List<Channel> rest = query;
        return answered.compose(before -> askFor(rest));
    }

    private Future<Void> askFor(List<Channel> query) {
        List<Channel> open = query.stream().filter(this::isOpen).toList();
        if (open.isEmpty()) {
            return Future.succeededFuture();
        }
        open.forEach(Channel::retry);
        return journal.heads(open.stream().map(Channel::topic).toList())
                .onSuccess(heads -> onHeads(open, heads))
                .mapEmpty();
    }

    private boolean isOpen(Channel channel) {
        return channels.get(channel.topic()) == channel;
    }

    private void onHeads(List<Channel> asked, TopicHeads heads) {
        // Also to those without a state: a history that has just begun may not have their topics yet.
        asked.forEach(channel -> channel.onHistory(heads.epoch()));
        for (TopicState state : heads.states()) {
            Channel channel = channels.get(state.topic());
            if (channel != null) {
                channel.onState(state);
            }
        }
    }
}
