package io.polyloop.journal;

import static io.polyloop.journal.Appends.PAGE_BYTES;
import static io.polyloop.journal.Appends.acknowledged;
import static io.polyloop.journal.Appends.data;
import static io.polyloop.journal.Appends.keyed;
import static io.polyloop.journal.Appends.sequences;
import static io.polyloop.journal.Appends.to;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.bus.TopicHeads;
import io.polyloop.topic.Message;
import io.polyloop.topic.Page;
import io.polyloop.topic.ReadFrom;
import io.polyloop.topic.TopicName;
import io.polyloop.topic.TopicState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class SqlJournalTest {
    @TempDir
    Path dir;

    private final TestClock clock = new TestClock();
    private String url;
    private SqlJournal journal;

    @AfterEach
    void close() {
        journal.close();
    }

    @OnEachDatabase
    void a_topic_is_numbered_from_1_without_a_gap(TestDatabase kind) throws Exception {
        open(kind);
        for (int i = 0; i < 5; i++) {
            Committed committed = journal.commit(List.of(to("t", "1"), to("t", "2", "3"), to("t", "4")));
            assertEquals(4 * i + 1, acknowledged(committed, 0).first());
            assertEquals(4 * i + 3, acknowledged(committed, 1).last());
            assertEquals(4 * i + 4, acknowledged(committed, 2).first());
        }

        assertEquals(LongStream.rangeClosed(1, 20).boxed().toList(), sequences(oldest("t")));
    }

    @OnEachDatabase
    void each_topic_of_a_batch_has_a_separate_sequence(TestDatabase kind) throws Exception {
        open(kind);
        Committed committed =
                journal.commit(List.of(to("b", "\"b1\""), to("a", "\"a1\""), to("b", "\"b2\""), to("c", "\"c1\"")));

        assertEquals(
                List.of(1L, 1L, 2L, 1L),
                committed.results().stream().map(o -> acknowledged(o).first()).toList());
        assertEquals(List.of("\"b1\"", "\"b2\""), data(oldest("b")));
        assertEquals(List.of("\"a1\""), data(oldest("a")));
    }

    @OnEachDatabase
    void a_commit_returns_the_messages_that_can_be_read(TestDatabase kind) throws Exception {
        open(kind);
        Committed committed = journal.commit(List.of(to("b", "1", "2"), to("a", "3")));

        assertEquals(
                List.of("a 1 3", "b 1 1", "b 2 2"),
                committed.messages().stream().map(SqlJournalTest::text).toList());
        assertEquals(
                List.of("b 1 1", "b 2 2"),
                oldest("b").messages().stream().map(SqlJournalTest::text).toList());
    }

    @OnEachDatabase
    void text_is_stored_unchanged(TestDatabase kind) throws Exception {
        open(kind);
        String odd = "\"\u0001\u00e9\u4e2d\ud83d\ude00\u2028\\u0000 ${bytewise} ? ' \\\"\"";
        journal.commit(List.of(to("t", odd, "1.10", "-0", "{}")));

        assertEquals(List.of(odd, "1.10", "-0", "{}"), data(oldest("t")));
    }

    @OnEachDatabase
    void the_time_of_a_wrong_clock_does_not_affect_later_messages(TestDatabase kind) throws Exception {
        open(kind);
        long now = clock.millis();
        clock.move(Duration.ofDays(365));
        journal.commit(List.of(to("t", "1")));
        clock.move(Duration.ofDays(-365));
        journal.commit(List.of(to("t", "2")));
        clock.move(Duration.ofMinutes(2));
        journal.commit(List.of(to("t", "3")));

        assertEquals(
                List.of(now + Statements.MAX_CLOCK_LEAD_MS, clock.millis()),
                oldest("t").messages().stream().skip(1).map(Message::at).toList());
    }

    @OnEachDatabase
    void times_do_not_decrease_in_a_topic_when_the_clock_goes_back_a_minute(TestDatabase kind) throws Exception {
        open(kind);
        long before = clock.millis();
        journal.commit(List.of(to("t", "1")));
        clock.move(Duration.ofMinutes(-1));
        journal.commit(List.of(to("t", "2"), keyed("k", "t", "3")));
        clock.move(Duration.ofMinutes(2));
        journal.commit(List.of(to("t", "4")));

        assertEquals(
                List.of(before, before, before, clock.millis()),
                oldest("t").messages().stream().map(Message::at).toList());
    }

    @OnEachDatabase
    void the_epoch_and_the_sequence_survive_a_restart(TestDatabase kind) throws Exception {
        open(kind);
        String epoch = journal.epoch();
        journal.commit(List.of(to("t", "1")));
        journal.close();
        journal = TestDatabase.open(url, dir, clock);
        journal.commit(List.of(to("t", "2")));

        assertEquals(epoch, journal.epoch());
        assertEquals(List.of("1", "2"), data(oldest("t")));
    }

    @OnEachDatabase
    void another_database_has_another_epoch(TestDatabase kind, @TempDir Path other) throws Exception {
        open(kind);
        try (SqlJournal second = TestDatabase.open(kind.newUrl(), other, clock)) {
            assertNotEquals(journal.epoch(), second.epoch());
            assertTrue(second.epoch().matches("[a-z0-9]{16}"));
        }
    }

    @OnEachDatabase
    void heads_are_those_of_the_requested_topics(TestDatabase kind) throws Exception {
        open(kind);
        journal.commit(List.of(to("a", "1", "2"), to("b", "1"), to("c", "1")));
        List<TopicState> heads = journal.heads(names("a", "c", "none")).states();

        assertEquals(
                List.of("a 2", "c 1"),
                heads.stream().map(SqlJournalTest::text).sorted().toList());
        assertEquals(new TopicHeads(journal.epoch(), List.of()), journal.heads(List.of()));
    }

    @OnEachDatabase
    void topics_with_a_prefix_are_sorted_bytewise(TestDatabase kind) throws Exception {
        open(kind);
        for (String name : List.of("ab", "a.b", "a_b", "a-b", "a0", "a", "b", "a.", "a.b.c", "0")) {
            journal.commit(List.of(to(name, "1")));
        }

        assertEquals(List.of("a.", "a.b", "a.b.c"), topics("a.", 10));
        assertEquals(List.of("a", "a-b", "a.", "a.b", "a.b.c", "a0", "a_b", "ab"), topics("a", 10));
        assertEquals(List.of("0", "a", "a-b"), topics("", 3));
        assertEquals(List.of(), topics("zz", 10));
        assertEquals(List.of("a_b"), topics("a_", 10));
    }

    @OnEachDatabase
    void the_time_of_a_topic_is_that_of_its_last_message(TestDatabase kind) throws Exception {
        open(kind);
        long stored = clock.millis();
        journal.commit(List.of(keyed("k", "t", "1")));
        clock.move(Duration.ofHours(1));
        journal.commit(List.of(keyed("k", "t", "1")));

        assertEquals(stored, journal.heads(names("t")).states().get(0).at());
        assertEquals(stored, journal.topics("", "", 1).get(0).at());
    }

    @OnEachDatabase
    void a_commit_of_many_messages_in_many_topics_is_complete(TestDatabase kind) throws Exception {
        open(kind);
        journal.commit(IntStream.range(0, 1_000)
                .mapToObj(i -> to("t" + i % 100, "" + i))
                .toList());

        assertEquals(100, journal.topics("t", "", 1_000).size());
        assertEquals(IntStream.range(0, 10).mapToObj(i -> "" + (i * 100 + 7)).toList(), data(oldest("t7")));
    }

    private void open(TestDatabase kind) {
        url = kind.newUrl();
        journal = TestDatabase.open(url, dir, clock);
    }

    private Page oldest(String topic) throws Exception {
        return journal.read(new TopicName(topic), ReadFrom.OLDEST, 1_000, PAGE_BYTES);
    }

    private List<String> topics(String prefix, int limit) throws Exception {
        return journal.topics(prefix, "", limit).stream()
                .map(s -> s.topic().value())
                .toList();
    }

    private static Collection<TopicName> names(String... names) {
        return List.of(names).stream().map(TopicName::new).toList();
    }

    private static String text(TopicState state) {
        return state.topic() + " " + state.head();
    }

    private static String text(Message message) {
        return message.topic() + " " + message.seq() + " " + message.data();
    }
}
