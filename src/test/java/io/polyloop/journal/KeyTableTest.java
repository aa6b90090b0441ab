package io.polyloop.journal;

import static io.polyloop.journal.Appends.PAGE_BYTES;
import static io.polyloop.journal.Appends.acknowledged;
import static io.polyloop.journal.Appends.data;
import static io.polyloop.journal.Appends.keyed;
import static io.polyloop.journal.Appends.to;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.topic.Append;
import io.polyloop.topic.AppendResult;
import io.polyloop.topic.Appended;
import io.polyloop.topic.Problem;
import io.polyloop.topic.ReadFrom;
import io.polyloop.topic.TopicName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class KeyTableTest {
    @TempDir
    Path dir;

    private final TestClock clock = new TestClock();
    private SqlJournal journal;

    @AfterEach
    void close() {
        journal.close();
    }

    @OnEachDatabase
    void a_repeat_within_a_batch_is_stored_once(TestDatabase kind) throws Exception {
        open(kind);
        List<AppendResult> outcomes =
                commit(keyed("k", "t", "1"), keyed("k", "t", "1"), to("t", "2"), keyed("k", "t", "1"));

        assertEquals(
                List.of(false, true, false, true),
                outcomes.stream().map(o -> acknowledged(o).repeated()).toList());
        assertEquals(
                List.of(1L, 1L, 2L, 1L),
                outcomes.stream().map(o -> acknowledged(o).first()).toList());
        assertEquals(List.of("1", "2"), stored("t"));
    }

    @OnEachDatabase
    void a_repeat_in_a_later_batch_returns_the_first_result(TestDatabase kind) throws Exception {
        open(kind);
        Appended first = acknowledged(commit(to("t", "0"), keyed("k", "t", "1")).get(1));
        clock.move(Duration.ofHours(1));
        Appended again = acknowledged(commit(to("t", "2"), keyed("k", "t", "1")).get(1));

        assertFalse(first.repeated());
        assertEquals(new Appended(first.topic(), first.epoch(), 2, 1, first.at(), true), again);
        assertEquals(List.of("0", "1", "2"), stored("t"));
    }

    @OnEachDatabase
    void a_batch_of_repeats_stores_and_publishes_nothing(TestDatabase kind) throws Exception {
        open(kind);
        commit(keyed("k", "t", "1"));
        Committed again = journal.commit(List.of(keyed("k", "t", "1"), keyed("k", "t", "1")));

        assertEquals(List.of(), again.messages());
        assertEquals(List.of("1"), stored("t"));
    }

    @OnEachDatabase
    void the_same_key_with_other_data_is_a_conflict_that_affects_no_other_append(TestDatabase kind) throws Exception {
        open(kind);
        commit(keyed("k", "t", "1"));
        List<AppendResult> outcomes =
                commit(to("t", "2"), keyed("k", "t", "9"), keyed("l", "t", "3"), keyed("k", "t", "1"));

        assertConflict(outcomes.get(1));
        assertEquals(2, acknowledged(outcomes.get(0)).first());
        assertEquals(3, acknowledged(outcomes.get(2)).first());
        assertTrue(acknowledged(outcomes.get(3)).repeated());
        assertEquals(List.of("1", "2", "3"), stored("t"));
    }

    @OnEachDatabase
    void of_two_bodies_under_one_key_in_a_batch_the_first_is_stored(TestDatabase kind) throws Exception {
        open(kind);
        List<AppendResult> outcomes = commit(keyed("k", "t", "1"), keyed("k", "t", "2"), keyed("k", "t", "1"));

        assertFalse(acknowledged(outcomes.get(0)).repeated());
        assertConflict(outcomes.get(1));
        assertTrue(acknowledged(outcomes.get(2)).repeated());
        assertEquals(List.of("1"), stored("t"));
    }

    @OnEachDatabase
    void an_append_of_several_messages_is_repeated_as_a_whole(TestDatabase kind) throws Exception {
        open(kind);
        commit(keyed("k", "t", "1", "2", "3"));
        List<AppendResult> outcomes = commit(
                keyed("k", "t", "1", "2", "3"),
                keyed("k", "t", "1", "2"),
                keyed("k", "t", "3", "2", "1"),
                to("t", "4"));

        assertEquals(1, acknowledged(outcomes.get(0)).first());
        assertEquals(3, acknowledged(outcomes.get(0)).last());
        assertConflict(outcomes.get(1));
        assertConflict(outcomes.get(2));
        assertEquals(List.of("1", "2", "3", "4"), stored("t"));
    }

    @OnEachDatabase
    void a_key_belongs_to_its_topic(TestDatabase kind) throws Exception {
        open(kind);
        List<AppendResult> outcomes = commit(keyed("k", "a", "1"), keyed("k", "b", "2"));

        assertFalse(acknowledged(outcomes.get(0)).repeated());
        assertFalse(acknowledged(outcomes.get(1)).repeated());
        assertEquals(List.of("2"), stored("b"));
    }

    @OnEachDatabase
    void keys_that_differ_by_one_letter_or_its_case_are_different(TestDatabase kind) throws Exception {
        open(kind);
        commit(keyed("k", "t", "1"), keyed("K", "t", "2"), keyed("k'", "t", "3"), keyed("k%", "t", "4"));

        assertEquals(List.of("1", "2", "3", "4"), stored("t"));
    }

    private void open(TestDatabase kind) {
        journal = TestDatabase.open(kind.newUrl(), dir, clock);
    }

    private List<AppendResult> commit(Append... appends) throws Exception {
        return journal.commit(List.of(appends)).results();
    }

    private List<String> stored(String topic) throws Exception {
        return data(journal.read(new TopicName(topic), ReadFrom.OLDEST, 1_000, PAGE_BYTES));
    }

    private static void assertConflict(AppendResult outcome) {
        assertEquals(
                Problem.IDEMPOTENCY_CONFLICT,
                assertInstanceOf(AppendResult.Refused.class, outcome).reason().problem());
    }
}
