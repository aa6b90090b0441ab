package io.polyloop.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.polyloop.bus.ReplayJournal;
import io.polyloop.topic.TopicName;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RepairTest {
    private final RecordingJournal journal = new RecordingJournal();
    private final Map<TopicName, TopicFanOut> fanOuts = new HashMap<>();
    private final Repair repair = new Repair(journal, fanOuts);

    @Test
    void a_node_that_received_all_news_queries_no_heads() {
        open(10);
        for (int i = 1; i <= 20; i++) {
            repair.onNews(i);
            journal.lastNewsNumber(i);
            tick(1);
        }
        assertEquals(0, queriedTopics());
    }

    @Test
    void a_gap_in_the_news_numbers_checks_all_topics_once() {
        open(10);
        repair.onNews(1);
        repair.onNews(3);
        journal.lastNewsNumber(3);
        tick(1);
        assertEquals(10, queriedTopics());
        tick(Repair.SLICES);
        assertEquals(10, queriedTopics());
    }

    @Test
    void lost_last_news_is_detected_at_the_second_tick() {
        open(10);
        journal.lastNewsNumber(1);
        tick(1);
        assertEquals(0, queriedTopics());
        tick(1);
        assertEquals(10, queriedTopics());
    }

    @Test
    void with_a_shared_database_all_topics_are_checked_in_slices_once_an_interval() {
        int topics = 4 * ReadScheduler.MAX_TOPICS_PER_QUERY;
        open(topics);
        journal.lastNewsNumber(ReplayJournal.UNKNOWN);
        tick(Repair.SLICES);
        assertEquals(ReadScheduler.MAX_TOPICS_PER_QUERY, queriedTopics());
        tick(Repair.SLICES - 1);
        assertEquals(topics, queriedTopics());
        tick(Repair.SLICES);
        assertEquals(2 * topics, queriedTopics());
    }

    @Test
    void a_requested_check_of_one_topic_checks_no_other() {
        open(10);
        repair.requestCheck(fanOuts.get(new TopicName("t3")));
        tick(Repair.SLICES);
        assertEquals(1, queriedTopics());
    }

    private void open(int count) {
        LiveMetrics metrics = new LiveMetrics(new SimpleMeterRegistry());
        LoopContext loop = new LoopContext(
                metrics,
                new SubscriberCounts(),
                new TailBudget(1),
                new FrameBatchCache(1),
                new FanOutScheduler(Runnable::run),
                new CatchUpScheduler(1, Runnable::run),
                1);
        ReadScheduler reads = new ReadScheduler(journal, 10, metrics);
        for (int i = 0; i < count; i++) {
            TopicName topic = new TopicName("t" + i);
            fanOuts.put(topic, new TopicFanOut(topic, loop, reads, repair::requestCheck, () -> {}));
        }
    }

    private void tick(int times) {
        for (int i = 0; i < times; i++) {
            repair.tick();
            journal.answerAll();
        }
    }

    private int queriedTopics() {
        return journal.queries().stream().mapToInt(query -> query.size()).sum();
    }
}
