package io.polyloop.live;

import static io.polyloop.live.TestTopic.sequence;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.topic.Position;
import io.polyloop.topic.ReadFrom;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SubscriptionTest {
    private TestTopic topic = TestTopic.create();

    @AfterEach
    void release() {
        topic.close();
    }

    @Test
    void a_subscription_from_now_gets_only_later_messages() {
        topic.publish(5);
        FakeSubscriber subscriber = topic.subscribe(ReadFrom.NOW);
        topic.publish(2);
        assertEquals(List.of("subscribed 5 recovered"), subscriber.events());
        assertEquals(sequence(6, 7), subscriber.sequences());
    }

    @Test
    void a_subscription_from_the_oldest_message_gets_every_page() {
        topic.publish(35);
        topic.journal().trim(3);
        FakeSubscriber subscriber = topic.subscribe(ReadFrom.OLDEST);
        topic.publish(1);
        assertEquals(sequence(4, 36), subscriber.sequences());
    }

    @Test
    void a_subscription_after_a_position_starts_with_the_next_message() {
        topic.publish(35);
        assertEquals(sequence(18, 35), topic.subscribe(topic.after(17)).sequences());
        assertEquals(List.of(), topic.subscribe(topic.after(35)).sequences());
    }

    @Test
    void news_before_the_first_page_is_neither_lost_nor_repeated() {
        topic.publish(3);
        topic.journal().hold(true);
        FakeSubscriber oldest = topic.subscribe(ReadFrom.OLDEST);
        FakeSubscriber now = topic.subscribe(ReadFrom.NOW);
        topic.publish(4);
        topic.journal().hold(false);
        while (topic.journal().answerOne()) {}
        assertEquals(sequence(1, 7), oldest.sequences());
        assertEquals(sequence(8, 9), plus(now, 2));
    }

    @Test
    void an_expired_position_is_reset_to_the_oldest_message() {
        topic.journal().commit(10);
        topic.journal().trim(6);
        FakeSubscriber subscriber = topic.subscribe(topic.after(2));
        assertEquals(List.of("subscribed 10 not recovered", "reset EXPIRED 7"), subscriber.events());
        assertEquals(sequence(7, 10), subscriber.sequences());
    }

    @Test
    void a_position_of_another_history_is_reset() {
        topic.publish(4);
        FakeSubscriber subscriber = topic.subscribe(new ReadFrom.After(new Position("otherone", 2)));
        assertEquals(List.of("subscribed 4 not recovered", "reset EPOCH 1"), subscriber.events());
        assertEquals(sequence(1, 4), subscriber.sequences());
    }

    @Test
    void a_position_beyond_the_head_is_reset() {
        topic.publish(4);
        assertEquals("reset EPOCH 1", topic.subscribe(topic.after(9)).events().get(1));
    }

    @Test
    void a_slow_consumer_buffers_at_most_its_outbox_and_gets_every_message_later() {
        FakeSubscriber slow = topic.subscribe(ReadFrom.NOW);
        slow.stall(true);
        topic.publish(500);
        assertTrue(slow.unread() < 20, "unread writes: " + slow.unread());
        slow.stall(false);
        assertEquals(sequence(1, 500), slow.sequences());
    }

    @Test
    void a_slow_consumer_behind_the_tail_gets_every_message() {
        topic = TestTopic.withTail(1_000);
        FakeSubscriber slow = topic.subscribe(ReadFrom.NOW);
        slow.stall(true);
        topic.publish(500);
        slow.stall(false);
        topic.publish(3);
        assertEquals(sequence(1, 503), slow.sequences());
    }

    @Test
    void a_slow_consumer_whose_next_message_expired_is_reset() {
        topic = TestTopic.withTail(1_000);
        FakeSubscriber slow = topic.subscribe(ReadFrom.NOW);
        slow.stall(true);
        topic.publish(100);
        topic.journal().trim(60);
        slow.stall(false);
        assertEquals("reset EXPIRED 61", slow.events().get(1));
        assertEquals(100, slow.sequences().get(slow.sequences().size() - 1));
    }

    @Test
    void a_slow_consumer_with_skip_gets_the_skipped_range_and_the_newest_message() {
        FakeSubscriber slow = topic.subscribe(ReadFrom.NOW, OnSlow.SKIP);
        slow.stall(true);
        topic.publish(100);
        int got = slow.sequences().size();
        slow.stall(false);
        assertEquals("skipped " + (got + 1) + "-99", slow.events().get(1));
        assertEquals(100, slow.sequences().get(got));
        topic.publish(1);
        assertEquals(101, slow.sequences().get(got + 1));
    }

    @Test
    void a_live_subscription_beyond_max_lag_is_closed() {
        topic = TestTopic.withMaxLag(50);
        FakeSubscriber slow = topic.subscribe(ReadFrom.NOW);
        slow.stall(true);
        topic.publish(200);
        topic.publish(1);
        assertEquals("too slow", slow.events().get(1));
        assertTrue(topic.isEmpty());
    }

    @Test
    void a_slow_replay_of_old_history_is_not_closed() {
        topic = TestTopic.withMaxLag(50);
        topic.publish(200);
        FakeSubscriber slow = topic.subscriber();
        slow.stall(true);
        topic.subscribe(ReadFrom.OLDEST, OnSlow.WAIT, slow);
        topic.publish(200);
        slow.stall(false);
        assertEquals(sequence(1, 400), slow.sequences());
    }

    @Test
    void a_subscription_closed_while_it_waits_for_a_page_gets_nothing() {
        topic.publish(5);
        topic.journal().hold(true);
        FakeSubscriber subscriber = topic.subscriber();
        topic.subscribe(ReadFrom.OLDEST, OnSlow.WAIT, subscriber).close();
        topic.journal().answerOne();
        assertEquals(List.of(), subscriber.events());
        assertEquals(List.of(), subscriber.sequences());
    }

    @Test
    void a_subscription_closed_while_it_is_blocked_gets_nothing_more() {
        FakeSubscriber slow = topic.subscriber();
        Subscription subscription = topic.subscribe(ReadFrom.NOW, OnSlow.WAIT, slow);
        slow.stall(true);
        topic.publish(100);
        int got = slow.sequences().size();
        subscription.close();
        slow.stall(false);
        assertEquals(got, slow.sequences().size());
    }

    @Test
    void a_subscription_closed_in_a_write_of_news_gets_nothing_more() {
        FakeSubscriber subscriber = topic.subscriber();
        Subscription subscription = topic.subscribe(ReadFrom.NOW, OnSlow.WAIT, subscriber);
        subscriber.onWrite(subscription::close);
        topic.publish(3);
        topic.publish(3);
        assertEquals(sequence(1, 1), subscriber.sequences());
        assertTrue(topic.isEmpty());
    }

    @Test
    void a_subscription_closed_in_a_write_of_a_page_gets_nothing_more() {
        topic.publish(25);
        topic.journal().hold(true);
        FakeSubscriber subscriber = topic.subscriber();
        Subscription subscription = topic.subscribe(ReadFrom.OLDEST, OnSlow.WAIT, subscriber);
        subscriber.onWrite(subscription::close);
        topic.journal().answerOne();
        assertEquals(sequence(1, 1), subscriber.sequences());
        assertEquals(1, topic.journal().reads());
    }

    private List<Long> plus(FakeSubscriber subscriber, int published) {
        topic.publish(published);
        return subscriber.sequences();
    }
}
