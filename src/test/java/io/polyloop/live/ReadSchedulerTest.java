package io.polyloop.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.polyloop.topic.Position;
import io.polyloop.topic.ReadFrom;
import io.polyloop.topic.TopicName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class ReadSchedulerTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final LiveMetrics metrics = new LiveMetrics(registry);
    private final RecordingJournal journal = new RecordingJournal();
    private final Queue<Runnable> turns = new ArrayDeque<>();
    private final LoopContext loop = new LoopContext(
            metrics,
            new SubscriberCounts(),
            new TailBudget(1 << 20),
            new FrameBatchCache(1 << 10),
            new FanOutScheduler(turns::add),
            new CatchUpScheduler(1 << 16, turns::add),
            Integer.MAX_VALUE);
    private final ReadScheduler reads = new ReadScheduler(journal, 10, metrics);

    @Test
    void ten_thousand_starts_of_one_connection_share_queries() {
        List<FakeSubscriber> subscribers = subscribe("socket", 10_000, ReadFrom.NOW);
        assertEquals(1, journal.waiting());
        assertEquals(1 + 9_999 / ReadScheduler.MAX_TOPICS_PER_QUERY + 1, answerAll());
        subscribers.forEach(subscriber -> assertEquals(List.of("subscribed 1 recovered"), subscriber.events()));
        assertEquals(0, registry.get("polyloop.live.pending.reads").gauge().value());
    }

    @Test
    void the_start_of_another_connection_is_in_the_next_query() {
        subscribe("greedy", 10_000, ReadFrom.NOW);
        FakeSubscriber other = subscribe("other", 1, ReadFrom.NOW).get(0);
        journal.answerOne();
        assertTrue(journal.queries().get(1).contains(new TopicName("other.0")));
        journal.answerOne();
        run();
        assertEquals(List.of("subscribed 1 recovered"), other.events());
    }

    @Test
    void a_reconnect_that_missed_nothing_needs_no_page() {
        ReadFrom last = new ReadFrom.After(new Position("firstone", 1));
        List<FakeSubscriber> subscribers = subscribe("socket", 1_000, last);
        answerAll();
        subscribers.forEach(subscriber -> assertEquals(List.of("subscribed 1 recovered"), subscriber.events()));
        assertEquals(List.of(), journal.pages());
    }

    @Test
    void pages_are_read_two_at_a_time_and_connections_take_turns() {
        subscribe("greedy", 1_000, ReadFrom.OLDEST);
        subscribe("other", 1, ReadFrom.OLDEST);
        assertEquals(2, journal.waiting());
        journal.answerOne();
        run();
        journal.answerOne();
        run();
        assertTrue(journal.pages().subList(0, 4).contains(new TopicName("other.0")), () -> journal.pages() + "");
        answerAll();
        assertEquals(1_001, journal.pages().size());
    }

    @Test
    void a_subscription_closed_while_it_waits_costs_no_query() {
        TopicFanOut first = fanOut("first");
        subscribeTo(first, "socket", ReadFrom.NOW);
        subscribeTo(fanOut("second"), "socket", ReadFrom.NOW).close();
        answerAll();
        assertEquals(1, journal.queries().size());
    }

    private List<FakeSubscriber> subscribe(String connection, int count, ReadFrom start) {
        List<FakeSubscriber> subscribers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            FakeSubscriber subscriber = new FakeSubscriber(1_000, metrics, connection);
            subscribeTo(fanOut(connection + "." + i), start, subscriber);
            subscribers.add(subscriber);
        }
        return subscribers;
    }

    private Subscription subscribeTo(TopicFanOut fanOut, String connection, ReadFrom start) {
        return subscribeTo(fanOut, start, new FakeSubscriber(1_000, metrics, connection));
    }

    private static Subscription subscribeTo(TopicFanOut fanOut, ReadFrom start, FakeSubscriber subscriber) {
        return fanOut.subscribe(start, OnSlow.WAIT, subscriber);
    }

    private TopicFanOut fanOut(String topic) {
        return new TopicFanOut(new TopicName(topic), loop, reads, checked -> {}, () -> {});
    }

    private int answerAll() {
        int answered = 0;
        while (journal.waiting() > 0) {
            answered += journal.answerAll();
            run();
        }
        return answered;
    }

    private void run() {
        while (!turns.isEmpty()) {
            turns.remove().run();
        }
    }
}
