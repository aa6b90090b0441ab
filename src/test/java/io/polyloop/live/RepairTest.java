package io.polyloop.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.polyloop.topic.Journal;
import io.polyloop.topic.TopicName;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RepairTest {
    private final ManyTopics journal = new ManyTopics();
    private final Map<TopicName, Channel> channels = new HashMap<>();
    private final Repair repair = new Repair(journal, channels);

    @Test
    void a_node_that_heard_all_news_asks_for_no_heads() {
        open(10);
        for (int i = 1; i <= 20; i++) {
            repair.onNews(i);
            journal.announced(i);
            tick(1);
        }
        assertEquals(0, asked());
    }

    @Test
    void news_that_is_left_out_makes_it_ask_for_all_once() {
        open(10);
        repair.onNews(1);
        repair.onNews(3);
        journal.announced(3);
        tick(1);
        assertEquals(10, asked());
        tick(Repair.SLICES);
        assertEquals(10, asked());
    }

    @Test
    void lost_news_that_nothing_follows_is_missed_at_the_second_look() {
        open(10);
        journal.announced(1);
        tick(1);
        assertEquals(0, asked());
        tick(1);
        assertEquals(10, asked());
    }

    @Test
    void where_others_commit_too_it_asks_for_all_once_an_interval_spread_over_it() {
        int topics = 4 * Reads.TOPICS_AT_ONCE;
        open(topics);
        journal.announced(Journal.UNKNOWN);
        tick(Repair.SLICES);
        assertEquals(Reads.TOPICS_AT_ONCE, asked());
        tick(Repair.SLICES - 1);
        assertEquals(topics, asked());
        tick(Repair.SLICES);
        assertEquals(2 * topics, asked());
    }

    @Test
    void one_in_doubt_is_asked_for_in_the_next_round_and_no_other() {
        open(10);
        repair.doubt(channels.get(new TopicName("t3")));
        tick(Repair.SLICES);
        assertEquals(1, asked());
    }

    private void open(int count) {
        LiveMetrics metrics = new LiveMetrics(new SimpleMeterRegistry());
        CatchUpTurns turns = new CatchUpTurns(1, Runnable::run);
        Loop loop = new Loop(
                metrics,
                new Tail(1),
                new Blocks(1),
                hungry -> {},
                new Reads(journal, 10, metrics, turns),
                turns,
                repair::doubt);
        for (int i = 0; i < count; i++) {
            TopicName topic = new TopicName("t" + i);
            channels.put(topic, new Channel(topic, loop, () -> {}));
        }
    }

    private void tick(int times) {
        for (int i = 0; i < times; i++) {
            repair.tick();
            journal.answerAll();
        }
    }

    private int asked() {
        return journal.queries().stream().mapToInt(query -> query.size()).sum();
    }
}
