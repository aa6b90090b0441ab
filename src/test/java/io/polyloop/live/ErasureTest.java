package io.polyloop.live;

import static io.polyloop.live.TestTopic.sequence;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.topic.ReadFrom;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ErasureTest {
    private final TestTopic topic = TestTopic.create();

    @AfterEach
    void release() {
        topic.close();
    }

    @Test
    void erased_messages_leave_the_tail_and_later_ones_stay() {
        topic.subscribe(ReadFrom.NOW);
        topic.publish(5);
        topic.journal().erase(3);
        topic.erased(3);
        assertNull(topic.history().tail().get(3));
        assertEquals(4, topic.history().tail().first());
    }

    @Test
    void a_live_subscription_is_reset_once_and_continues_with_the_next_message() {
        FakeSubscriber live = topic.subscribe(ReadFrom.NOW);
        topic.publish(5);
        topic.journal().erase(5);
        topic.erased(5);
        topic.repair();
        topic.publish(1);
        assertEquals(List.of("subscribed 0 recovered", "reset EXPIRED 6"), live.events());
        assertEquals(sequence(1, 6), live.sequences());
    }

    @Test
    void an_erasure_whose_news_is_lost_is_found_by_repair() {
        FakeSubscriber live = topic.subscribe(ReadFrom.NOW);
        topic.publish(5);
        topic.journal().erase(5);
        topic.repair();
        assertTrue(topic.history().tail().isEmpty());
        assertEquals("reset EXPIRED 6", live.events().get(1));
    }

    @Test
    void expired_messages_leave_the_tail_without_a_reset() {
        FakeSubscriber live = topic.subscribe(ReadFrom.NOW);
        topic.publish(5);
        topic.journal().trim(4);
        topic.repair();
        assertEquals(5, topic.history().tail().first());
        assertEquals(List.of("subscribed 0 recovered"), live.events());
    }

    @Test
    void a_slow_consumer_is_reset_when_it_reads_again() {
        FakeSubscriber slow = topic.subscribe(ReadFrom.NOW);
        slow.stall(true);
        topic.publish(40);
        topic.journal().erase(30);
        topic.erased(30);
        assertEquals(List.of("subscribed 0 recovered"), slow.events());
        slow.stall(false);
        assertEquals("reset EXPIRED 31", slow.events().get(1));
        assertEquals(
                sequence(31, 40),
                slow.sequences()
                        .subList(slow.sequences().size() - 10, slow.sequences().size()));
    }

    @Test
    void a_subscription_that_starts_after_an_erasure_is_not_reset() {
        topic.publish(5);
        topic.journal().erase(5);
        FakeSubscriber late = topic.subscribe(ReadFrom.NOW);
        topic.repair();
        assertEquals(List.of("subscribed 5 recovered"), late.events());
    }

    @Test
    void news_that_arrives_after_its_erasure_is_not_kept() {
        FakeSubscriber live = topic.subscribe(ReadFrom.NOW);
        List<LiveMessage> late = topic.journal().commit(2);
        topic.journal().erase(2);
        topic.erased(2);
        topic.news(late);
        assertTrue(topic.history().tail().isEmpty());
        topic.publish(1);
        assertEquals(sequence(3, 3), live.sequences());
    }

    @Test
    void a_page_read_before_an_erasure_is_read_again() {
        topic.subscribe(ReadFrom.NOW);
        topic.publish(5);
        topic.journal().hold(true);
        FakeSubscriber reader = topic.subscribe(ReadFrom.OLDEST);
        topic.erased(3);
        topic.journal().answerOne();
        assertEquals(List.of(), reader.events());
        topic.journal().erase(3);
        topic.journal().hold(false);
        while (topic.journal().answerOne()) {}
        topic.repair();
        assertEquals(sequence(4, 5), reader.sequences());
    }
}
