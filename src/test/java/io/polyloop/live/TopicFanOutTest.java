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
    void a_hole_in_the_news_is_filled_from_the_journal() {
        FakeSubscriber subscriber = topic.subscribe(ReadFrom.NOW);
        topic.publish(2);
        topic.journal().commit(3);
        topic.publish(2);
        assertEquals(sequence(1, 7), subscriber.sequences());
    }

    @Test
    void a_lost_last_message_is_found_by_asking_for_heads() {
        FakeSubscriber subscriber = topic.subscribe(ReadFrom.NOW);
        topic.publish(2);
        topic.journal().commit(1);
        assertEquals(sequence(1, 2), subscriber.sequences());
        topic.repair();
        assertEquals(sequence(1, 3), subscriber.sequences());
    }

    @Test
    void a_lost_last_message_that_a_newcomer_shows_reaches_the_others() {
        FakeSubscriber subscriber = topic.subscribe(ReadFrom.NOW);
        topic.publish(2);
        topic.journal().commit(1);
        topic.subscribe(ReadFrom.NOW);
        assertEquals(sequence(1, 3), subscriber.sequences());
    }

    @Test
    void news_that_comes_twice_is_written_once() {
        FakeSubscriber subscriber = topic.subscribe(ReadFrom.NOW);
        List<LiveMessage> news = topic.journal().commit(3);
        topic.news(news);
        topic.news(news);
        topic.news(news.subList(1, 2));
        assertEquals(sequence(1, 3), subscriber.sequences());
    }

    @Test
    void news_in_the_wrong_order_is_written_in_the_right_one() {
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
    void a_thousand_that_start_at_once_cost_two_reads() {
        topic.publish(8);
        topic.journal().hold(true);
        List<FakeSubscriber> subscribers = subscribeAll(1_000, ReadFrom.OLDEST);
        while (topic.journal().answerOne()) {}
        assertTrue(topic.journal().reads() <= 2, "reads: " + topic.journal().reads());
        subscribers.forEach(subscriber -> assertEquals(sequence(1, 8), subscriber.sequences()));
    }

    @Test
    void a_thousand_that_come_back_to_an_active_topic_cost_no_read() {
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
    void a_thousand_that_read_the_same_long_history_cost_about_one_read_a_page() {
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
    void a_thousand_that_come_back_to_nearby_positions_cost_a_few_reads() {
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
    void a_failed_read_refuses_starts_and_keeps_the_others() {
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
    void a_read_that_goes_on_failing_is_tried_once_each_repair() {
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
    void with_its_last_subscription_its_memory_goes() {
        FakeSubscriber subscriber = topic.subscriber();
        Subscription subscription = topic.subscribe(ReadFrom.NOW, OnSlow.WAIT, subscriber);
        topic.publish(5);
        subscription.close();
        subscription.close();
        assertTrue(topic.isEmpty());
        assertTrue(topic.history().tail().isEmpty());
    }

    @Test
    void live_ones_are_told_when_the_journal_has_become_a_shorter_one() {
        FakeSubscriber live = topic.subscribe(ReadFrom.NOW);
        topic.publish(9);
        topic.journal().replace(topic.journal().epoch(), 4);
        topic.repair();
        assertEquals("reset EPOCH 1", live.events().get(1));
        topic.publish(1);
        assertEquals(sequence(1, 5), live.sequences().subList(9, 14));
    }

    @Test
    void blocked_ones_are_told_when_the_journal_has_become_a_shorter_one() {
        FakeSubscriber slow = topic.subscribe(ReadFrom.NOW);
        slow.stall(true);
        topic.publish(40);
        topic.journal().replace(topic.journal().epoch(), 4);
        topic.repair();
        slow.stall(false);
        assertEquals("reset EPOCH 1", slow.events().get(1));
    }

    @Test
    void messages_of_another_history_never_continue_a_sequence_in_silence() {
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
    void live_ones_are_told_of_another_history_whose_news_is_lost_and_whose_head_is_beyond_theirs() {
        FakeSubscriber live = topic.subscribe(ReadFrom.NOW);
        topic.publish(3);
        topic.journal().replace("otherone", 2);
        topic.journal().commit(7);
        topic.repair();
        assertEquals("reset EPOCH 1", live.events().get(1));
        assertEquals(sequence(1, 9), live.sequences().subList(3, 12));
    }

    @Test
    void a_start_that_shows_another_history_makes_the_live_ones_ask_again() {
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
