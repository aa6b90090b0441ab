package io.polyloop.journal;

import static io.polyloop.journal.Appends.PAGE_BYTES;
import static io.polyloop.journal.Appends.acknowledged;
import static io.polyloop.journal.Appends.fill;
import static io.polyloop.journal.Appends.keyed;
import static io.polyloop.journal.Appends.sequences;
import static io.polyloop.journal.Appends.to;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.config.JournalSettings;
import io.polyloop.config.Retention;
import io.polyloop.config.TopicRetention;
import io.polyloop.topic.Page;
import io.polyloop.topic.Page.Reset;
import io.polyloop.topic.Position;
import io.polyloop.topic.ReadFrom;
import io.polyloop.topic.TopicName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class TrimmerTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    /** The size of a message that {@link Appends#fill} stores. */
    private static final int BYTES = "\"some data\"".length();

    @TempDir
    Path dir;

    private final TestClock clock = new TestClock();
    private JournalDatabase database;
    private SqlJournal journal;
    private Trimmer trimmer;

    @AfterEach
    void close() {
        journal.close();
    }

    @OnEachDatabase
    void over_its_limit_of_messages_a_topic_loses_the_oldest(TestDatabase kind) throws Exception {
        open(kind, DAY, 3, DAY);
        fill(journal, "t", 5);
        fill(journal, "short", 3);

        assertEquals(2, trimmer.trim());
        assertEquals(List.of(3L, 4L, 5L), sequences(oldest("t")));
        assertEquals(List.of(1L, 2L, 3L), sequences(oldest("short")));
        assertEquals(0, trimmer.trim());
    }

    @OnEachDatabase
    void messages_past_their_age_are_deleted_and_younger_ones_kept(TestDatabase kind) throws Exception {
        open(kind, HOUR, 100, DAY);
        fill(journal, "t", 2);
        clock.move(HOUR);
        fill(journal, "t", 2);
        assertEquals(0, trimmer.trim());
        clock.move(Duration.ofMillis(1));

        assertEquals(2, trimmer.trim());
        assertEquals(List.of(3L, 4L), sequences(oldest("t")));
    }

    @OnEachDatabase
    void a_clock_that_went_back_causes_no_gap(TestDatabase kind) throws Exception {
        open(kind, HOUR, 100, DAY);
        fill(journal, "t", 1);
        clock.move(Duration.ofMinutes(-30));
        fill(journal, "t", 1);
        clock.move(Duration.ofMinutes(30).plus(HOUR));
        assertEquals(0, trimmer.trim());
        clock.move(Duration.ofMillis(1));

        assertEquals(2, trimmer.trim());
    }

    @OnEachDatabase
    void messages_of_a_clock_a_year_ahead_expire_with_the_first_later_one(TestDatabase kind) throws Exception {
        open(kind, HOUR, 10_000, DAY);
        clock.move(Duration.ofDays(365));
        fill(journal, "t", 1_500);
        clock.move(Duration.ofDays(-365));
        fill(journal, "t", 2);
        assertEquals(0, trimmer.trim());
        clock.move(HOUR.plusMinutes(2));
        fill(journal, "t", 1);

        assertEquals(1_502, trimmer.trim());
        assertEquals(List.of(1_503L), sequences(oldest("t")));
    }

    @OnEachDatabase
    void a_topic_has_the_limits_of_its_most_specific_rule(TestDatabase kind) throws Exception {
        Retention.Rule readings = rule("readings.*", HOUR, 100);
        open(TestSettings.keeping(kind.newUrl(), TestSettings.retention(DAY, 100, readings, rule("b", DAY, 2))));
        fill(journal, "readings.d1", 4);
        fill(journal, "b", 4);
        fill(journal, "other", 4);
        clock.move(HOUR.plusMinutes(1));

        assertEquals(6, trimmer.trim());
        assertEquals(List.of(), sequences(oldest("readings.d1")));
        assertEquals(List.of(3L, 4L), sequences(oldest("b")));
        assertEquals(List.of(1L, 2L, 3L, 4L), sequences(oldest("other")));
    }

    @OnEachDatabase
    void over_its_limit_of_bytes_a_topic_loses_the_oldest_messages_but_never_the_newest(TestDatabase kind)
            throws Exception {
        Retention.Rule small = new Retention.Rule("t", new TopicRetention(DAY, 10_000, 2 * BYTES + 1));
        Retention.Rule tiny = new Retention.Rule("tiny", new TopicRetention(DAY, 10_000, 1));
        open(TestSettings.keeping(kind.newUrl(), TestSettings.retention(DAY, 10_000, small, tiny)));
        fill(journal, "t", 2_345);
        fill(journal, "tiny", 3);

        assertEquals(2_345, trimmer.trim());
        assertEquals(List.of(2_344L, 2_345L), sequences(oldest("t")));
        assertEquals(List.of(3L), sequences(oldest("tiny")));
        fill(journal, "t", 1);
        assertEquals(1, trimmer.trim());
        assertEquals(0, trimmer.trim());
        assertEquals(List.of(2_345L, 2_346L), sequences(oldest("t")));
    }

    @OnEachDatabase
    void a_topic_without_messages_is_not_listed_until_its_next_message(TestDatabase kind) throws Exception {
        open(kind, HOUR, 100, DAY);
        fill(journal, "t", 2);
        clock.move(DAY);
        trimmer.trim();
        assertEquals(List.of(), journal.topics("", "", 10));
        journal.commit(List.of(keyed("k", "t", "1"), keyed("k", "t", "1")));

        assertEquals(3, journal.topics("", "", 10).get(0).head());
        clock.move(DAY);
        assertEquals(1, trimmer.trim());
    }

    @OnEachDatabase
    void the_rest_of_an_interrupted_deletion_is_deleted_in_the_next_round(TestDatabase kind) throws Exception {
        open(kind, DAY, 100, DAY);
        fill(journal, "t", 5);
        database.query(
                (connection, epoch) -> connection.createStatement().executeUpdate("update topics set first = 4"));

        assertEquals(3, trimmer.trim());
    }

    @OnEachDatabase
    void over_their_limit_the_oldest_keys_are_deleted(TestDatabase kind) throws Exception {
        open(TestSettings.remembering(kind.newUrl(), 150));
        for (int i = 0; i < 400; i++) {
            journal.commit(List.of(keyed("k" + i, "t", "1")));
            clock.move(Duration.ofMillis(1));
        }
        trimmer.trim();

        assertTrue(repeated("k399"));
        assertTrue(repeated("k250"));
        assertFalse(repeated("k249"));
    }

    @OnEachDatabase
    void a_topic_without_messages_continues_its_sequence(TestDatabase kind) throws Exception {
        open(kind, HOUR, 100, DAY);
        fill(journal, "t", 4);
        clock.move(DAY);
        trimmer.trim();
        Page empty = oldest("t");
        fill(journal, "t", 1);

        assertEquals(List.of(4L, 4L), List.of(empty.head(), empty.after()));
        assertEquals(Reset.EXPIRED, after("t", 3).reset());
        assertTrue(after("t", 4).recovered());
        assertEquals(List.of(5L), sequences(after("t", 4)));
    }

    @OnEachDatabase
    void one_round_deletes_more_than_one_chunk(TestDatabase kind) throws Exception {
        open(kind, DAY, 10, DAY);
        fill(journal, "t", 3_500);

        assertEquals(3_490, trimmer.trim());
        assertEquals(10, oldest("t").messages().size());
    }

    @OnEachDatabase
    void a_key_is_deleted_after_its_retention_and_not_before(TestDatabase kind) throws Exception {
        open(kind, DAY, 100, HOUR);
        journal.commit(List.of(keyed("k", "t", "1")));
        clock.move(HOUR);
        trimmer.trim();
        assertTrue(repeated("k"));
        clock.move(Duration.ofMillis(1));
        trimmer.trim();

        assertFalse(repeated("k"));
        assertEquals(List.of(1L, 2L), sequences(oldest("t")));
    }

    @OnEachDatabase
    void a_key_can_outlive_its_message(TestDatabase kind) throws Exception {
        open(kind, DAY, 1, DAY);
        journal.commit(List.of(keyed("k", "t", "1"), to("t", "2")));
        trimmer.trim();

        assertTrue(repeated("k"));
        assertEquals(List.of(2L), sequences(oldest("t")));
    }

    @OnEachDatabase
    void a_concurrent_reader_finds_no_silent_gap(TestDatabase kind) throws Exception {
        open(kind, DAY, 250, DAY);
        CompletableFuture<Void> writing = CompletableFuture.runAsync(this::writeAndTrim);
        long last = 0;
        for (int reads = 0; !writing.isDone() || last < 3_000; reads++) {
            // Sometimes reads from an old position, which the trimmer has passed, so that a reset is necessary.
            Page page = after("t", reads % 7 == 0 ? 0 : last);
            assertTrue(page.recovered() ? page.after() == (reads % 7 == 0 ? 0 : last) : page.reset() == Reset.EXPIRED);
            assertEquals(expected(page), sequences(page));
            last = Math.max(last, page.last());
        }

        writing.get(30, TimeUnit.SECONDS);
        assertEquals(3_000, last);
    }

    private void writeAndTrim() {
        try {
            for (int i = 0; i < 300; i++) {
                fill(journal, "t", 10);
                if (i % 3 == 0) {
                    trimmer.trim();
                }
            }
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static List<Long> expected(Page page) {
        return LongStream.rangeClosed(page.after() + 1, page.last()).boxed().toList();
    }

    private boolean repeated(String key) throws Exception {
        return acknowledged(journal.commit(List.of(keyed(key, "t", "1"))), 0).repeated();
    }

    private Page oldest(String topic) throws Exception {
        return journal.read(new TopicName(topic), ReadFrom.OLDEST, 1_000, PAGE_BYTES);
    }

    private Page after(String topic, long seq) throws Exception {
        ReadFrom start = new ReadFrom.After(new Position(journal.epoch(), seq));
        return journal.read(new TopicName(topic), start, 1_000, PAGE_BYTES);
    }

    private static Retention.Rule rule(String pattern, Duration age, int messages) {
        return new Retention.Rule(pattern, new TopicRetention(age, messages, Long.MAX_VALUE));
    }

    private void open(TestDatabase kind, Duration retention, int messages, Duration keys) {
        open(TestSettings.keeping(kind.newUrl(), retention, messages, keys));
    }

    private void open(JournalSettings settings) {
        database = JournalDatabase.open(settings, dir);
        journal = TestDatabase.open(database, clock);
        trimmer = new Trimmer(database, settings, clock, new ChunkedWork());
    }
}
