package io.polyloop.live;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.polyloop.topic.Position;
import io.polyloop.topic.ReadFrom;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.stream.LongStream;

/** The fan-out of one topic over a journal in memory, without an event loop: only the test makes things happen. */
final class TestTopic implements AutoCloseable {
    static final int PAGE = 10;
    /** Bytes of a batch. A message has about 70, so each one is a batch by itself. */
    private static final int BATCH_BYTES = 1;

    private final LiveMetrics metrics = new LiveMetrics(new SimpleMeterRegistry());
    private final FrameBatchCache batches = new FrameBatchCache(BATCH_BYTES);
    private final FakeJournal journal = new FakeJournal();
    private final Turns deliveries = new Turns();
    private final TopicFanOut fanOut;
    private boolean empty;

    /** Runs each turn at once, but not within another one. */
    private static final class Turns implements Executor {
        private final Queue<Runnable> waiting = new ArrayDeque<>();
        private boolean atOnce = true;
        private boolean running;

        @Override
        public void execute(Runnable turn) {
            waiting.add(turn);
            runAll();
        }

        private void runAll() {
            while (atOnce && !running && !waiting.isEmpty()) {
                runOne();
            }
        }

        private void runOne() {
            running = true;
            waiting.remove().run();
            running = false;
        }
    }

    private TestTopic(int tailBytes, int maxLag) {
        LoopContext loop = new LoopContext(
                metrics,
                new SubscriberCounts(),
                new TailBudget(tailBytes),
                batches,
                new FanOutScheduler(deliveries, 1),
                new CatchUpScheduler(1, new Turns()),
                maxLag);
        ReadScheduler reads = new ReadScheduler(journal, PAGE, metrics);
        fanOut = new TopicFanOut(FakeJournal.TOPIC, loop, reads, checked -> {}, () -> empty = true);
    }

    /** A topic whose tail holds every message. */
    static TestTopic create() {
        return withTail(1 << 20);
    }

    static TestTopic withTail(int bytes) {
        return new TestTopic(bytes, Integer.MAX_VALUE);
    }

    static TestTopic withMaxLag(int messages) {
        return new TestTopic(1 << 20, messages);
    }

    /** Releases the batches that were written: their memory is Netty's. */
    @Override
    public void close() {
        batches.clear();
    }

    FakeJournal journal() {
        return journal;
    }

    HistoryView history() {
        return fanOut.history();
    }

    /** Whether the fan-out reported that its last subscription is gone. */
    boolean isEmpty() {
        return empty;
    }

    /** Commits messages, and their news arrives. */
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

    /** Does what the hub does once in each repair interval. */
    void repair() {
        fanOut.startCheck();
        fanOut.onEpoch(journal.epoch());
        fanOut.onState(journal.state());
    }

    /** Whether news is delivered as soon as it arrives; otherwise {@link #deliverOne} does it. */
    void deliverAtOnce(boolean atOnce) {
        deliveries.atOnce = atOnce;
        deliveries.runAll();
    }

    /** Delivers news to one subscription, if one waits for it. */
    void deliverOne() {
        if (!deliveries.waiting.isEmpty()) {
            deliveries.runOne();
        }
    }

    FakeSubscriber subscriber() {
        return new FakeSubscriber(1_000, metrics);
    }

    /** A position in the current history. */
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
        return fanOut.subscribe(start, onSlow, subscriber);
    }

    static List<Long> sequence(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }
}
