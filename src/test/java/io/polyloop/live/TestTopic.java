package io.polyloop.live;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.polyloop.topic.Position;
import io.polyloop.topic.ReadFrom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.stream.LongStream;

/** A fan-out with a journal in memory under it, and no event loop: what happens is what the test does. */
final class TestTopic implements AutoCloseable {
    static final int PAGE = 10;
    /** Bytes of a batch: one message has about 70, so each is one of its own. */
    private static final int BATCH_BYTES = 1;

    private final LiveMetrics metrics = new LiveMetrics(new SimpleMeterRegistry());
    private final FrameBatchCache batches = new FrameBatchCache(BATCH_BYTES);
    private final FakeJournal journal = new FakeJournal();
    private final List<Subscription> subscriptions = new ArrayList<>();
    private final TopicFanOut fanOut;
    private int maxLag = Integer.MAX_VALUE;
    private boolean empty;
    private boolean atOnce = true;
    private final Queue<Runnable> turns = new ArrayDeque<>();
    private boolean inTurn;

    TestTopic(int tailBytes) {
        CatchUpScheduler turns = new CatchUpScheduler(1, this::turn);
        ReadScheduler reads = new ReadScheduler(journal, PAGE, metrics, turns);
        LoopContext loop = new LoopContext(
                metrics, new TailBudget(tailBytes), batches, hungry -> deliverAll(), reads, turns, fanOut -> {});
        fanOut = new TopicFanOut(FakeJournal.TOPIC, loop, () -> empty = true);
    }

    /** There is no event loop: each turn comes at once, but not within another one. */
    private void turn(Runnable task) {
        turns.add(task);
        while (!inTurn && !turns.isEmpty()) {
            inTurn = true;
            turns.remove().run();
            inTurn = false;
        }
    }

    /** Releases the batches that were written: their memory is Netty's. */
    @Override
    public void close() {
        batches.clear();
    }

    /** A topic whose tail holds everything. */
    static TestTopic create() {
        return new TestTopic(1 << 20);
    }

    FakeJournal journal() {
        return journal;
    }

    TopicFanOut fanOut() {
        return fanOut;
    }

    void maxLag(int messages) {
        maxLag = messages;
    }

    /** Whether the fan-out said that nobody is left. */
    boolean isEmpty() {
        return empty;
    }

    /** Commits, and the news arrives. */
    void publish(int count) {
        news(journal.commit(count));
    }

    void news(List<LiveMessage> messages) {
        fanOut.onNews(journal.epoch(), messages);
    }

    /** The news of an erasure arrives. */
    void erased(long through) {
        fanOut.onErased(journal.epoch(), through);
    }

    /** What the hub does once each repair interval. */
    void repair() {
        fanOut.startCheck();
        fanOut.onEpoch(journal.epoch());
        fanOut.onState(journal.state());
    }

    /** Whether subscriptions are fed as soon as something came for them, or by {@link #deliverOne()}. */
    void deliverAtOnce(boolean now) {
        atOnce = now;
        deliverAll();
    }

    void deliverOne() {
        fanOut.deliver(1);
    }

    private void deliverAll() {
        while (atOnce && fanOut.hasPendingDeliveries()) {
            fanOut.deliver(1);
        }
    }

    FakeSubscriber subscriber() {
        return new FakeSubscriber(1_000, metrics);
    }

    /** A position in the history of now. */
    ReadFrom after(long seq) {
        return new ReadFrom.After(new Position(journal.epoch(), seq));
    }

    FakeSubscriber subscribe(ReadFrom start) {
        return subscribe(start, OnSlow.WAIT);
    }

    FakeSubscriber subscribe(ReadFrom start, OnSlow onSlow) {
        FakeSubscriber subscriber = subscriber();
        subscribe(start, onSlow, subscriber);
        return subscriber;
    }

    Subscription subscribe(ReadFrom start, OnSlow onSlow, FakeSubscriber subscriber) {
        Subscription subscription = new Subscription(fanOut, start, onSlow, subscriber, maxLag, () -> {});
        subscriptions.add(subscription);
        fanOut.add(subscription);
        return subscription;
    }

    static List<Long> sequence(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }
}
