package io.polyloop.journal;

import static io.polyloop.journal.Appends.PAGE_BYTES;
import static io.polyloop.journal.Appends.fill;
import static io.polyloop.journal.Appends.keyed;
import static io.polyloop.journal.Appends.sequences;
import static io.polyloop.journal.Appends.to;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.config.JournalSettings;
import io.polyloop.topic.Page;
import io.polyloop.topic.Page.Reset;
import io.polyloop.topic.Position;
import io.polyloop.topic.Start;
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

    @TempDir
    Path dir;

    private final TestClock clock = new TestClock();
    private SqlJournal journal;
    private Trimmer trimmer;

    @AfterEach
    void close() {
        journal.close();
    }

    @OnEachDatabase
    void past_its_count_a_topic_loses_its_oldest_messages(TestDatabase kind) throws Exception {
        open(kind, DAY, 3, DAY);
        fill(journal, "t", 5);
        fill(journal, "short", 3);

        assertEquals(2, trimmer.trim());
        assertEquals(List.of(3L, 4L, 5L), sequences(oldest("t")));
        assertEquals(List.of(1L, 2L, 3L), sequences(oldest("short")));
        assertEquals(0, trimmer.trim());
    }

    @OnEachDatabase
    void past_their_age_messages_go_and_younger_ones_stay(TestDatabase kind) throws Exception {
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
    void a_clock_that_went_back_makes_no_hole(TestDatabase kind) throws Exception {
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
    void a_topic_trimmed_to_nothing_goes_on_with_its_numbers(TestDatabase kind) throws Exception {
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
    void more_than_one_transaction_deletes_is_trimmed_in_one_round(TestDatabase kind) throws Exception {
        open(kind, DAY, 10, DAY);
        fill(journal, "t", 3_500);

        assertEquals(3_490, trimmer.trim());
        assertEquals(10, oldest("t").messages().size());
    }

    @OnEachDatabase
    void a_key_is_forgotten_after_its_time_and_not_before(TestDatabase kind) throws Exception {
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
    void a_key_outlives_its_message(TestDatabase kind) throws Exception {
        open(kind, DAY, 1, DAY);
        journal.commit(List.of(keyed("k", "t", "1"), to("t", "2")));
        trimmer.trim();

        assertTrue(repeated("k"));
        assertEquals(List.of(2L), sequences(oldest("t")));
    }

    @OnEachDatabase
    void a_reader_beside_the_trimmer_meets_no_silent_hole(TestDatabase kind) throws Exception {
        open(kind, DAY, 20, DAY);
        CompletableFuture<Void> writing = CompletableFuture.runAsync(this::writeAndTrim);
        long last = 0;
        for (int reads = 0; !writing.isDone() || last < 3_000; reads++) {
            // Now and then from where it began, so that it is overtaken by the trimmer and has to be told.
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
        return journal.commit(List.of(keyed(key, "t", "1")))
                .outcomes()
                .get(0)
                .appended()
                .repeated();
    }

    private Page oldest(String topic) throws Exception {
        return journal.read(new TopicName(topic), Start.OLDEST, 1_000, PAGE_BYTES);
    }

    private Page after(String topic, long seq) throws Exception {
        Start start = new Start.After(new Position(journal.epoch(), seq));
        return journal.read(new TopicName(topic), start, 50, PAGE_BYTES);
    }

    private void open(TestDatabase kind, Duration retention, int messages, Duration keys) {
        JournalSettings settings = TestSettings.keeping(kind.newUrl(), retention, messages, keys);
        Database database = Database.open(settings, dir);
        journal = TestDatabase.open(database, clock);
        trimmer = new Trimmer(database, settings, clock);
    }
}
