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

class ReadsTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final LiveMetrics metrics = new LiveMetrics(registry);
    private final ManyTopics journal = new ManyTopics();
    private final Queue<Runnable> turns = new ArrayDeque<>();
    private final CatchUpTurns catchUps = new CatchUpTurns(1 << 16, turns::add);
    private final Loop loop = new Loop(
            metrics,
            new Tail(1 << 20),
            new Blocks(1 << 10),
            hungry -> {},
            new Reads(journal, 10, metrics, catchUps),
            catchUps,
            channel -> {});

    @Test
    void ten_thousand_starts_of_one_connection_share_queries_and_all_begin() {
        List<FakeSubscriber> subscribers = subscribe("socket", 10_000, ReadFrom.NOW);
        assertEquals(1, journal.waiting());
        assertEquals(1 + 9_999 / Reads.TOPICS_AT_ONCE + 1, answerAll());
        subscribers.forEach(subscriber -> assertEquals(List.of("subscribed 1 whole"), subscriber.told()));
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
        assertEquals(List.of("subscribed 1 whole"), other.told());
    }

    @Test
    void those_that_come_back_and_missed_nothing_need_no_page() {
        ReadFrom last = new ReadFrom.After(new Position("firstone", 1));
        List<FakeSubscriber> subscribers = subscribe("socket", 1_000, last);
        answerAll();
        subscribers.forEach(subscriber -> assertEquals(List.of("subscribed 1 whole"), subscriber.told()));
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
    void one_that_ended_while_it_waited_costs_no_query() {
        Channel first = channel("first");
        begin(first, "socket", ReadFrom.NOW);
        begin(channel("second"), "socket", ReadFrom.NOW).end();
        answerAll();
        assertEquals(1, journal.queries().size());
    }

    private List<FakeSubscriber> subscribe(String connection, int count, ReadFrom start) {
        List<FakeSubscriber> subscribers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            FakeSubscriber subscriber = new FakeSubscriber(1_000, metrics, connection);
            begin(channel(connection + "." + i), start, subscriber);
            subscribers.add(subscriber);
        }
        return subscribers;
    }

    private Subscription begin(Channel channel, String connection, ReadFrom start) {
        return begin(channel, start, new FakeSubscriber(1_000, metrics, connection));
    }

    private static Subscription begin(Channel channel, ReadFrom start, FakeSubscriber subscriber) {
        Subscription subscription =
                new Subscription(channel, start, OnSlow.WAIT, subscriber, Integer.MAX_VALUE, () -> {});
        channel.add(subscription);
        return subscription;
    }

    private Channel channel(String topic) {
        return new Channel(new TopicName(topic), loop, () -> {});
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
