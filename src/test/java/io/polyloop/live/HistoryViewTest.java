package io.polyloop.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.topic.Page;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryViewTest {
    private static final int HEAD = 10_000;
    private static final int PAGE = 500;
    private static final int REPLAY_BYTES = 1 << 20;

    private final List<LiveMessage> messages = new FakeJournal().commit(HEAD);
    private final TailBudget budget = new TailBudget(32 << 20);
    private final HistoryView history = new HistoryView(new TopicTail(budget));

    @Test
    void a_replay_far_behind_the_head_keeps_little_in_memory() {
        for (int after = 0; after < HEAD - PAGE; after += PAGE) {
            history.merge(page(after));
            assertTrue(budget.bytes() <= REPLAY_BYTES, () -> budget.bytes() + " bytes");
            assertEquals(after + PAGE, history.tail().last());
        }
        assertNotNull(history.tail().get(HEAD - 2L * PAGE), "the last page is shared");
    }

    @Test
    void pages_at_the_head_stay_in_memory() {
        for (int after = HEAD - PAGE; after >= 0; after -= PAGE) {
            history.merge(page(after));
        }
        assertEquals(1, history.tail().first());
        assertTrue(budget.bytes() > REPLAY_BYTES);
    }

    @Test
    void a_replay_leaves_the_tails_of_other_topics_in_memory() {
        TailBudget small = new TailBudget(2 * REPLAY_BYTES);
        TopicTail live = new TopicTail(small);
        messages.subList(0, 100).forEach(live::append);
        HistoryView replayed = new HistoryView(new TopicTail(small));
        for (int after = 0; after < HEAD - PAGE; after += PAGE) {
            replayed.merge(page(after));
        }
        assertEquals(1, live.first());
    }

    private Page page(int after) {
        return new Page(
                FakeJournal.TOPIC,
                "firstone",
                HEAD,
                0,
                after,
                null,
                messages.subList(after, after + PAGE).stream()
                        .map(LiveMessage::message)
                        .toList());
    }
}
