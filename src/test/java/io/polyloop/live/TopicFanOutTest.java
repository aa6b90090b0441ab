package io.polyloop.live;

import static io.polyloop.live.TestTopic.sequence;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.topic.ReadFrom;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TopicFanOutTest {
    private TestTopic topic = TestTopic.create();

    @AfterEach
    void release() {
        topic.close();
    }

    @Test
    void a_gap_in_the_news_is_filled_from_the_journal() {
        FakeSubscriber subscriber = topic.subscribe(ReadFrom.NOW);
        topic.publish(2);
        topic.journal().commit(3);
        topic.publish(2);
        assertEquals(sequence(1, 7), subscriber.sequences());
    }

    @Test
    void a_lost_last_message_is_found_by_repair() {
        FakeSubscriber subscriber = topic.subscribe(ReadFrom.NOW);
        topic.publish(2);
        topic.journal().commit(1);
        assertEquals(sequence(1, 2), subscriber.sequences());
        topic.repair();
        assertEquals(sequence(1, 3), subscriber.sequences());
    }

    @Test
    void a_lost_last_message_that_a_new_subscription_finds_reaches_the_others() {
        FakeSubscriber subscriber = topic.subscribe(ReadFrom.NOW);
        topic.publish(2);
        topic.journal().commit(1);
        topic.subscribe(ReadFrom.NOW);
        assertEquals(sequence(1, 3), subscriber.sequences());
    }

    @Test
    void duplicate_news_is_written_once() {
        FakeSubscriber subscriber = topic.subscribe(ReadFrom.NOW);
        List<LiveMessage> news = topic.journal().commit(3);
        topic.news(news);
        topic.news(news);
        topic.news(news.subList(1, 2));
        assertEquals(sequence(1, 3), subscriber.sequences());
    }

    @Test
    void news_out_of_order_is_written_in_order() {
        FakeSubscriber subscriber = topic.subscribe(ReadFrom.NOW);
        List<LiveMessage> first = topic.journal().commit(3);
        topic.publish(3);
        topic.news(first);
        topic.publish(1);
        assertEquals(sequence(1, 7), subscriber.sequences());
    }

    @Test
    void a_tail_smaller_than_one_batch_loses_nothing() {
        topic = TestTopic.withTail(600);
        FakeSubscriber subscriber = topic.subscribe(ReadFrom.NOW);
        topic.publish(50);
        topic.publish(50);
        assertEquals(sequence(1, 100), subscriber.sequences());
    }

    @Test
    void a_thousand_starts_at_once_cost_two_reads() {
        topic.publish(8);
        topic.journal().hold(true);
        List<FakeSubscriber> subscribers = subscribeAll(1_000, ReadFrom.OLDEST);
        while (topic.journal().answerOne()) {}
        assertTrue(topic.journal().reads() <= 2, "reads: " + topic.journal().reads());
        subscribers.forEach(subscriber -> assertEquals(sequence(1, 8), subscriber.sequences()));
    }

    @Test
    void a_thousand_reconnects_to_an_active_topic_cost_no_read() {
        topic.subscribe(ReadFrom.NOW);
        topic.publish(100);
        int before = topic.journal().reads();
        for (int i = 0; i < 1_000; i++) {
            FakeSubscriber subscriber = topic.subscribe(topic.after(i % 100 + 1));
            assertEquals(sequence(i % 100 + 2, 100), subscriber.sequences());
        }
        assertEquals(before, topic.journal().reads());
    }

    @Test
    void a_thousand_replays_of_a_long_history_share_its_pages() {
        topic = TestTopic.withTail(1_000);
        topic.publish(200);
        topic.journal().hold(true);
        List<FakeSubscriber> subscribers = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            subscribers.add(topic.subscribe(ReadFrom.OLDEST));
        }
        while (topic.journal().answerOne()) {}
        int pages = 200 / TestTopic.PAGE;
        assertTrue(
                topic.journal().reads() <= pages + 3,
                "reads: " + topic.journal().reads());
        subscribers.forEach(subscriber -> assertEquals(sequence(1, 200), subscriber.sequences()));
    }

    @Test
    void a_thousand_reconnects_at_nearby_positions_cost_a_few_reads() {
        topic.publish(10);
        topic.journal().hold(true);
        List<FakeSubscriber> subscribers = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            subscribers.add(topic.subscribe(topic.after(i % 10)));
        }
        while (topic.journal().answerOne()) {}
        assertTrue(topic.journal().reads() <= 3, "reads: " + topic.journal().reads());
        for (int i = 0; i < 1_000; i++) {
            assertEquals(sequence(i % 10 + 1, 10), subscribers.get(i).sequences());
        }
    }

    @Test
    void a_failed_read_refuses_starts_and_keeps_live_subscriptions() {
        FakeSubscriber live = topic.subscribe(ReadFrom.NOW);
        topic.journal().down(true);
        topic.journal().commit(1);
        topic.publish(1);
        FakeSubscriber late = topic.subscribe(ReadFrom.OLDEST);
        assertEquals(List.of("refused JOURNAL_DOWN"), late.events());
        assertEquals(List.of(), live.sequences());
        topic.journal().down(false);
        topic.repair();
        assertEquals(sequence(1, 2), live.sequences());
    }

    @Test
    void a_failing_read_is_retried_once_in_each_repair() {
        topic.subscribe(ReadFrom.NOW);
        topic.journal().down(true);
        topic.journal().commit(1);
        topic.publish(1);
        int before = topic.journal().reads();
        topic.repair();
        topic.repair();
        assertEquals(before + 2, topic.journal().reads());
    }

    @Test
    void closing_the_last_subscription_frees_the_tail() {
        FakeSubscriber subscriber = topic.subscriber();
        Subscription subscription = topic.subscribe(ReadFrom.NOW, OnSlow.WAIT, subscriber);
        topic.publish(5);
        subscription.close();
        subscription.close();
        assertTrue(topic.isEmpty());
        assertTrue(topic.history().tail().isEmpty());
    }

    @Test
    void a_live_subscription_is_reset_when_the_journal_becomes_shorter() {
        FakeSubscriber live = topic.subscribe(ReadFrom.NOW);
        topic.publish(9);
        topic.journal().replace(topic.journal().epoch(), 4);
        topic.repair();
        assertEquals("reset EPOCH 1", live.events().get(1));
        topic.publish(1);
        assertEquals(sequence(1, 5), live.sequences().subList(9, 14));
    }

    @Test
    void a_blocked_subscription_is_reset_when_the_journal_becomes_shorter() {
        FakeSubscriber slow = topic.subscribe(ReadFrom.NOW);
        slow.stall(true);
        topic.publish(40);
        topic.journal().replace(topic.journal().epoch(), 4);
        topic.repair();
        slow.stall(false);
        assertEquals("reset EPOCH 1", slow.events().get(1));
    }

    @Test
    void messages_of_another_history_follow_only_after_a_reset() {
        FakeSubscriber live = topic.subscribe(ReadFrom.NOW);
        FakeSubscriber slow = topic.subscribe(ReadFrom.NOW);
        slow.stall(true);
        topic.publish(30);
        topic.journal().replace("otherone", 0);
        topic.publish(60);
        topic.repair();
        slow.stall(false);
        for (FakeSubscriber subscriber : List.of(live, slow)) {
            assertEquals("reset EPOCH 1", subscriber.events().get(1));
            int others = subscriber.data().indexOf("otherone");
            assertEquals(sequence(1, 60), subscriber.sequences().subList(others, others + 60));
        }
    }

    @Test
    void a_live_subscription_is_reset_when_the_news_of_a_longer_history_is_lost() {
        FakeSubscriber live = topic.subscribe(ReadFrom.NOW);
        topic.publish(3);
        topic.journal().replace("otherone", 2);
        topic.journal().commit(7);
        topic.repair();
        assertEquals("reset EPOCH 1", live.events().get(1));
        assertEquals(sequence(1, 9), live.sequences().subList(3, 12));
    }

    @Test
    void a_start_that_finds_another_history_resets_the_live_subscriptions() {
        FakeSubscriber live = topic.subscribe(ReadFrom.NOW);
        topic.publish(3);
        topic.journal().replace("otherone", 0);
        topic.journal().commit(7);
        topic.subscribe(ReadFrom.NOW);
        assertEquals("reset EPOCH 1", live.events().get(1));
        assertEquals(10, live.sequences().size());
    }

    private List<FakeSubscriber> subscribeAll(int count, ReadFrom start) {
        List<FakeSubscriber> subscribers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            subscribers.add(topic.subscribe(start));
        }
        return subscribers;
    }
}
