package io.polyloop.live;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.polyloop.topic.Position;
import io.polyloop.topic.ReadFrom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.stream.LongStream;

/** A channel with a journal in memory under it, and no event loop: what happens is what the test does. */
final class Topic implements AutoCloseable {
    static final int PAGE = 10;
    /** Bytes of a block: one message has about 70, so each is one of its own. */
    private static final int BLOCK = 1;

    private final LiveMetrics metrics = new LiveMetrics(new SimpleMeterRegistry());
    private final Blocks blocks = new Blocks(BLOCK);
    private final FakeJournal journal = new FakeJournal();
    private final List<Subscription> subscriptions = new ArrayList<>();
    private final Channel channel;
    private int maxLag = Integer.MAX_VALUE;
    private boolean empty;
    private boolean atOnce = true;
    private final Queue<Runnable> turns = new ArrayDeque<>();
    private boolean inTurn;

    Topic(int tailBytes) {
        CatchUpTurns turns = new CatchUpTurns(1, this::turn);
        Reads reads = new Reads(journal, PAGE, metrics, turns);
        Loop loop = new Loop(metrics, new Tail(tailBytes), blocks, hungry -> feedAll(), reads, turns, channel -> {});
        channel = new Channel(FakeJournal.TOPIC, loop, () -> empty = true);
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

    /** Releases the blocks that were written: their memory is Netty's. */
    @Override
    public void close() {
        blocks.clear();
    }

    /** A topic whose tail holds everything. */
    static Topic create() {
        return new Topic(1 << 20);
    }

    FakeJournal journal() {
        return journal;
    }

    Channel channel() {
        return channel;
    }

    void maxLag(int messages) {
        maxLag = messages;
    }

    /** Whether the channel said that nobody is left. */
    boolean isEmpty() {
        return empty;
    }

    /** Commits, and the news arrives. */
    void publish(int count) {
        news(journal.commit(count));
    }

    void news(List<LiveMessage> messages) {
        channel.onNews(journal.epoch(), messages);
    }

    /** The news of an erasure arrives. */
    void erased(long through) {
        channel.onErased(journal.epoch(), through);
    }

    /** What the hub does once each repair interval. */
    void repair() {
        channel.retry();
        channel.onHistory(journal.epoch());
        channel.onState(journal.state());
    }

    /** Whether subscriptions are fed as soon as something came for them, or by {@link #feedOne()}. */
    void feedAtOnce(boolean now) {
        atOnce = now;
        feedAll();
    }

    void feedOne() {
        channel.feed(1);
    }

    private void feedAll() {
        while (atOnce && channel.isHungry()) {
            channel.feed(1);
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
        Subscription subscription = new Subscription(channel, start, onSlow, subscriber, maxLag, () -> {});
        subscriptions.add(subscription);
        channel.add(subscription);
        return subscription;
    }

    static List<Long> sequence(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }
}
