package io.polyloop.live;

import io.polyloop.topic.Message;
import io.polyloop.topic.Page;
import io.polyloop.topic.Start;
import io.polyloop.topic.TopicName;
import io.polyloop.topic.TopicState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One topic on one event loop: its subscriptions, the newest messages, and who waits for the journal. A thousand
 * subscriptions that come back at once wait for the same page instead of asking for one each.
 */
final class Channel {
    /** No page was read yet, so no subscription has begun that would have to hear of an erasure. */
    private static final long NOT_READ = -1;

    private final TopicName topic;
    private final Loop loop;
    private final Runnable whenEmpty;
    private final Run run;
    // event loop only
    private final Crowd crowd = new Crowd(this::offer);
    private List<Subscription> starting = List.of();
    private Set<Subscription> waiting = Set.of();
    private boolean reading;
    private boolean left;
    private String epoch = "";
    private long head;
    private long offered;
    private long headAsked;
    private long erased = NOT_READ;
    private long erasedAsked;
    private boolean otherHistory;

    /** @param whenEmpty told when the last subscription is gone */
    Channel(TopicName topic, Loop loop, Runnable whenEmpty) {
        this.topic = topic;
        this.loop = loop;
        this.whenEmpty = whenEmpty;
        this.run = new Run(loop.tail());
    }

    /** Registers first and reads then: what is committed in between comes as news. */
    void add(Subscription subscription) {
        crowd.add(subscription);
        if (subscription.startFromTail()) {
            return;
        }
        if (subscription.needed() instanceof Start.Oldest) {
            read(subscription); // the head alone does not say where it begins
        } else {
            starting = starting.isEmpty() ? new ArrayList<>(1) : starting;
            starting.add(subscription);
            loop.reads().head(subscription);
        }
    }

    void remove(Subscription subscription) {
        crowd.remove(subscription);
        leaveIfEmpty();
    }

    /** Messages that were committed, in sequence order. */
    void onNews(String newsEpoch, List<LiveMessage> messages) {
        if (epoch.isEmpty()) {
            epoch = newsEpoch;
        } else if (!epoch.equals(newsEpoch)) {
            otherHistory = true;
            loop.repair().accept(this);
            return;
        }
        for (LiveMessage message : messages) {
            if (message.seq() > erased) {
                run.append(message);
            }
        }
        onHead(messages.get(messages.size() - 1).seq());
    }

    /** Messages up to this one were erased: they leave the memory, and subscriptions that have begun are told. */
    void onErased(String itsEpoch, long through) {
        if (erased != NOT_READ && epoch.equals(itsEpoch) && through > erased) {
            erased = through;
            run.removeBefore(through + 1);
            blocks().clear();
            crowd.forEach(subscription -> subscription.onErased(through));
        }
    }

    /** Feeds at most so many subscriptions; returns how many. Something new came for them before. */
    int feed(int most) {
        return crowd.feed(most);
    }

    /** Whether some subscriptions have still to be fed. */
    boolean isHungry() {
        return crowd.isHungry();
    }

    /** Asks again for what could not be read, and whether the history is still the one in memory. */
    void retry() {
        if (otherHistory) {
            otherHistory = false;
            begin("", 0);
        }
        headAsked = head;
        erasedAsked = erased;
        List.copyOf(waiting).forEach(loop.reads()::page);
    }

    /** The history that the database has now: if the news of another one was lost, only this tells. */
    void onHistory(String current) {
        if (!epoch.isEmpty() && !epoch.equals(current)) {
            begin(current, 0);
        }
    }

    /** What the journal answers after {@link #retry()}: messages not heard of are read, those not kept are let go. */
    void onState(TopicState state) {
        if (state.head() < headAsked || state.erased() < erasedAsked) {
            begin(epoch, state.head());
            erased = state.erased();
        } else {
            onHead(state.head());
            run.removeBefore(state.first());
            onErased(epoch, state.erased());
        }
    }

    /** Reads a page for {@code subscription} when it is its turn. */
    void read(Subscription subscription) {
        await(subscription);
        loop.reads().page(subscription);
    }

    /** Keeps {@code subscription}, whose read failed, for the next round of repair. */
    void readLater(Subscription subscription) {
        await(subscription);
        loop.repair().accept(this);
    }

    /** Those that wait for the head to start; it is asked for now. */
    List<Subscription> takeStarting() {
        List<Subscription> taken = starting.stream()
                .filter(subscription -> !subscription.isEnded())
                .toList();
        starting = List.of();
        return taken;
    }

    /** Whether a page is to be read for {@code subscription} now: it waits, and no page is under way. */
    boolean isNextToRead(Subscription subscription) {
        return !reading && !subscription.isEnded() && waiting.contains(subscription);
    }

    /** Those that wait for a page; it is read now. */
    Collection<Subscription> takeWaiting() {
        reading = true;
        Set<Subscription> taken = waiting;
        waiting = Set.of();
        return taken;
    }

    /** The page was taken by all who waited for it; some may have come meanwhile. */
    void onReadDone() {
        reading = false;
        List.copyOf(waiting).forEach(loop.reads()::page);
        leaveIfEmpty();
    }

    /** No page came. Those that start ask again, and are refused if that fails too; the others wait for repair. */
    void onReadFailed() {
        reading = false;
        List.copyOf(waiting).stream().filter(Subscription::isStarting).forEach(loop.reads()::page);
        leaveIfEmpty();
    }

    /** An answer of the journal, asked for when the head was {@code headBefore}; its messages as they are shared. */
    List<LiveMessage> onPage(Page page, long headBefore) {
        if (crowd.isEmpty()) {
            return List.of();
        }
        if (isOutdated(page)) {
            return page.messages().stream().map(this::shared).toList();
        }
        boolean otherEpoch = !epoch.isEmpty() && !epoch.equals(page.epoch());
        if (otherEpoch || page.head() < headBefore) {
            begin(page.epoch(), page.head());
        }
        epoch = page.epoch();
        if (erased == NOT_READ) {
            erased = page.erased();
            run.removeBefore(erased + 1);
        }
        onErased(epoch, page.erased());
        List<LiveMessage> messages = page.messages().stream().map(this::shared).toList();
        run.merge(messages);
        // Also to those who did not ask: if the news of it was lost, nothing else would tell them.
        onHead(page.head());
        return messages;
    }

    /** Whether it was read before an erasure that is known already. */
    boolean isOutdated(Page page) {
        return epoch.equals(page.epoch()) && page.erased() < erased && page.after() < erased;
    }

    TopicName topic() {
        return topic;
    }

    CatchUpTurns turns() {
        return loop.turns();
    }

    Run run() {
        return run;
    }

    String epoch() {
        return epoch;
    }

    long head() {
        return head;
    }

    /**
     * The last message of the present round. What comes while some are fed already waits for the next round, so that
     * all get the same block.
     */
    long offered() {
        return offered;
    }

    LiveMetrics metrics() {
        return loop.metrics();
    }

    Blocks blocks() {
        return loop.blocks();
    }

    private void await(Subscription subscription) {
        waiting = waiting.isEmpty() ? new LinkedHashSet<>(2) : waiting;
        waiting.add(subscription);
    }

    // A read under way keeps the channel: a client that subscribes and ends in turns would have a read for each turn.
    private void leaveIfEmpty() {
        if (crowd.isEmpty() && !reading && !left) {
            left = true;
            run.clear();
            whenEmpty.run();
        }
    }

    private void onHead(long newHead) {
        if (newHead > head) {
            head = newHead;
            hunger();
        }
    }

    private void hunger() {
        boolean hungry = crowd.isHungry();
        crowd.hunger();
        if (!hungry && crowd.isHungry()) {
            loop.hungry().accept(this);
        }
    }

    /** The database was replaced under us: what is in memory is of the history before, and everyone has to ask. */
    private void begin(String newEpoch, long newHead) {
        run.clear();
        epoch = newEpoch;
        head = newHead;
        erased = NOT_READ;
        erasedAsked = NOT_READ;
        offer();
        hunger();
    }

    private void offer() {
        offered = head;
    }

    private LiveMessage shared(Message message) {
        LiveMessage kept = run.get(message.seq());
        return kept == null ? new LiveMessage(epoch, message) : kept;
    }
}
