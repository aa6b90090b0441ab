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

class FeederTest {

    private final LiveMetrics metrics = new LiveMetrics(new SimpleMeterRegistry());
    private final FakeJournal journal = new FakeJournal();
    private final Queue<Runnable> turns = new ArrayDeque<>();
    private final Feeder feeder = new Feeder(turns::add);
    private final CatchUpTurns catchUps = new CatchUpTurns(1, Runnable::run);
    private final Blocks blocks = new Blocks(1 << 10);
    private final Loop loop = new Loop(
            metrics,
            new Tail(1 << 20),
            blocks,
            feeder::add,
            new Reads(journal, 10, metrics, catchUps),
            catchUps,
            channel -> {});
    private Channel last;

    @AfterEach
    void release() {
        blocks.clear();
    }

    @Test
    void a_large_topic_is_fed_over_several_turns() {
        List<FakeSubscriber> subscribers = subscribers(channel(), 600);
        publish();
        turn();
        assertEquals(256, fed(subscribers));
        turn();
        assertEquals(512, fed(subscribers));
        turn();
        assertEquals(600, fed(subscribers));
        assertTrue(turns.isEmpty());
    }

    @Test
    void what_comes_during_a_round_is_one_write_for_everybody_in_the_next() {
        List<FakeSubscriber> subscribers = subscribers(channel(), 600);
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
        Channel large = channel();
        Channel small = channel();
        subscribers(large, 600);
        List<FakeSubscriber> few = subscribers(small, 1);
        List<LiveMessage> news = journal.commit(1);
        large.onNews(journal.epoch(), news);
        small.onNews(journal.epoch(), news);
        turn();
        assertEquals(0, fed(few));
        turn();
        assertEquals(1, fed(few), "fed before the large one is done");
    }

    private Channel channel() {
        return last = new Channel(new TopicName("t"), loop, () -> {});
    }

    private void publish() {
        last.onNews(journal.epoch(), journal.commit(1));
    }

    private void turn() {
        turns.remove().run();
    }

    private List<FakeSubscriber> subscribers(Channel channel, int count) {
        List<FakeSubscriber> subscribers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            FakeSubscriber subscriber = new FakeSubscriber(10_000, metrics);
            channel.add(new Subscription(channel, ReadFrom.NOW, OnSlow.WAIT, subscriber, 100, () -> {}));
            subscribers.add(subscriber);
        }
        return subscribers;
    }

    private static long fed(List<FakeSubscriber> subscribers) {
        return subscribers.stream()
                .filter(subscriber -> !subscriber.sequences().isEmpty())
                .count();
    }
}
