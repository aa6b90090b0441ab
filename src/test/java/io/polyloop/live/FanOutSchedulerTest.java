package io.polyloop.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.polyloop.topic.ReadFrom;
import io.polyloop.topic.TopicName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FanOutSchedulerTest {
    private final LiveMetrics metrics = new LiveMetrics(new SimpleMeterRegistry());
    private final FakeJournal journal = new FakeJournal();
    private final Queue<Runnable> turns = new ArrayDeque<>();
    private final FrameBatchCache batches = new FrameBatchCache(1 << 10);
    private final LoopContext loop = new LoopContext(
            metrics,
            new SubscriberCounts(),
            new TailBudget(1 << 20),
            batches,
            new FanOutScheduler(turns::add),
            new CatchUpScheduler(1, Runnable::run),
            100);
    private final ReadScheduler reads = new ReadScheduler(journal, 10, metrics);
    private TopicFanOut last;

    @AfterEach
    void release() {
        batches.clear();
    }

    @Test
    void a_large_topic_is_delivered_in_several_turns() {
        List<FakeSubscriber> subscribers = subscribers(fanOut(), 600);
        publish();
        turn();
        assertEquals(256, delivered(subscribers));
        turn();
        assertEquals(512, delivered(subscribers));
        turn();
        assertEquals(600, delivered(subscribers));
        assertTrue(turns.isEmpty());
    }

    @Test
    void messages_that_arrive_in_a_round_are_one_write_in_the_next() {
        List<FakeSubscriber> subscribers = subscribers(fanOut(), 600);
        publish();
        turn();
        publish();
        publish();
        while (!turns.isEmpty()) {
            turn();
        }
        for (FakeSubscriber subscriber : subscribers) {
            assertEquals(List.of(1L, 2L, 3L), subscriber.sequences());
            assertEquals(2, subscriber.writes());
        }
    }

    @Test
    void topics_take_turns() {
        TopicFanOut large = fanOut();
        TopicFanOut small = fanOut();
        subscribers(large, 600);
        List<FakeSubscriber> few = subscribers(small, 1);
        List<LiveMessage> news = journal.commit(1);
        large.onNews(journal.epoch(), news);
        small.onNews(journal.epoch(), news);
        turn();
        assertEquals(0, delivered(few));
        turn();
        assertEquals(1, delivered(few), "delivered before the large topic is finished");
    }

    private TopicFanOut fanOut() {
        return last = new TopicFanOut(new TopicName("t"), loop, reads, checked -> {}, () -> {});
    }

    private void publish() {
        last.onNews(journal.epoch(), journal.commit(1));
    }

    private void turn() {
        turns.remove().run();
    }

    private List<FakeSubscriber> subscribers(TopicFanOut fanOut, int count) {
        List<FakeSubscriber> subscribers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            FakeSubscriber subscriber = new FakeSubscriber(10_000, metrics);
            fanOut.subscribe(ReadFrom.NOW, OnSlow.WAIT, subscriber);
            subscribers.add(subscriber);
        }
        return subscribers;
    }

    private static long delivered(List<FakeSubscriber> subscribers) {
        return subscribers.stream()
                .filter(subscriber -> !subscriber.sequences().isEmpty())
                .count();
    }
}
