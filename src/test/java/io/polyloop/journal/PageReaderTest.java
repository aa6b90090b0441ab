package io.polyloop.journal;

import static io.polyloop.journal.Appends.PAGE_BYTES;
import static io.polyloop.journal.Appends.fill;
import static io.polyloop.journal.Appends.sequences;
import static io.polyloop.journal.Appends.to;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.topic.Page;
import io.polyloop.topic.Page.Reset;
import io.polyloop.topic.Position;
import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import io.polyloop.topic.ReadFrom;
import io.polyloop.topic.TopicName;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class PageReaderTest {
    private static final TopicName TOPIC = new TopicName("t");

    @TempDir
    Path dir;

    private final TestClock clock = new TestClock();
    private JournalDatabase database;
    private SqlJournal journal;
    private Trimmer keepingThree;

    @AfterEach
    void close() {
        journal.close();
    }

    @OnEachDatabase
    void a_page_from_now_has_the_head_and_no_message(TestDatabase kind) throws Exception {
        open(kind);
        assertPage(10, 10, null, List.of(), read(ReadFrom.NOW, 100));
    }

    @OnEachDatabase
    void a_page_from_the_oldest_has_all_messages_up_to_the_limit(TestDatabase kind) throws Exception {
        open(kind);
        assertPage(10, 0, null, List.of(1L, 2L, 3L), read(ReadFrom.OLDEST, 3));
        assertEquals(10, read(ReadFrom.OLDEST, 100).messages().size());
    }

    @OnEachDatabase
    void a_page_after_a_position_has_the_messages_that_follow(TestDatabase kind) throws Exception {
        open(kind);
        assertPage(10, 7, null, List.of(8L, 9L, 10L), read(after(7), 100));
        assertPage(10, 0, null, List.of(1L), read(after(0), 1));
        assertPage(10, 10, null, List.of(), read(after(10), 100));
    }

    @OnEachDatabase
    void a_topic_without_messages_has_head_0(TestDatabase kind) throws Exception {
        open(kind);
        for (ReadFrom start : List.of(ReadFrom.NOW, ReadFrom.OLDEST, after(0))) {
            Page page = journal.read(new TopicName("none"), start, 100, PAGE_BYTES);
            assertEquals(List.of(0L, 0L, 0L), List.of(page.head(), page.after(), page.last()));
            assertTrue(page.recovered());
        }
    }

    @OnEachDatabase
    void a_position_of_another_history_resets_to_the_oldest(TestDatabase kind) throws Exception {
        open(kind);
        ReadFrom other = new ReadFrom.After(new Position("otherepoch", 7));

        assertPage(10, 0, Reset.EPOCH, List.of(1L, 2L), read(other, 2));
    }

    @OnEachDatabase
    void a_position_beyond_the_head_resets_to_the_oldest(TestDatabase kind) throws Exception {
        open(kind);
        assertPage(10, 0, Reset.EPOCH, List.of(1L, 2L), read(after(11), 2));
        assertPage(10, 0, Reset.EPOCH, List.of(1L), read(after(999_999_999_999_999_999L), 1));
    }

    @OnEachDatabase
    void a_position_before_the_oldest_stored_message_is_expired(TestDatabase kind) throws Exception {
        open(kind);
        keepingThree.trim();

        assertPage(10, 7, Reset.EXPIRED, List.of(8L, 9L, 10L), read(after(6), 100));
        assertPage(10, 7, null, List.of(8L, 9L, 10L), read(after(7), 100));
        assertPage(10, 7, null, List.of(8L, 9L, 10L), read(ReadFrom.OLDEST, 100));
    }

    @OnEachDatabase
    void a_long_page_has_no_gap_and_ends_at_the_limit(TestDatabase kind) throws Exception {
        open(kind);
        fill(journal, "long", 350);

        for (int limit : new int[] {1, 99, 100, 101, 200, 201, 349, 350, 351, 1_000}) {
            Page page = journal.read(new TopicName("long"), ReadFrom.OLDEST, limit, PAGE_BYTES);
            assertEquals(LongStream.rangeClosed(1, Math.min(limit, 350)).boxed().toList(), sequences(page));
        }
    }

    @OnEachDatabase
    void a_page_ends_with_the_message_that_exceeds_its_bytes(TestDatabase kind) throws Exception {
        open(kind);
        journal.commit(List.of(to("large", large(), large(), large(), large())));
        Page page = journal.read(new TopicName("large"), ReadFrom.OLDEST, 100, 1_500);

        assertEquals(List.of(1L, 2L), sequences(page));
        assertEquals(4, page.head());
        assertEquals(
                1,
                journal.read(new TopicName("large"), ReadFrom.OLDEST, 100, 1)
                        .messages()
                        .size());
    }

    @OnEachDatabase
    void the_bytes_of_a_page_are_counted_in_utf_8(TestDatabase kind) throws Exception {
        open(kind);
        String wide = '"' + "\u4e2d".repeat(333) + '"';
        journal.commit(List.of(to("wide", wide, wide, wide)));

        assertEquals(
                2,
                journal.read(new TopicName("wide"), ReadFrom.OLDEST, 100, 1_500)
                        .messages()
                        .size());
    }

    @OnEachDatabase
    void a_missing_message_is_an_error(TestDatabase kind) throws Exception {
        open(kind);
        for (int missing : List.of(1, 5, 10)) {
            TopicName topic = new TopicName("without-" + missing);
            fill(journal, topic.value(), 10);
            execute("delete from messages where topic = '" + topic.value() + "' and seq = " + missing);

            ProblemException failed =
                    assertThrows(ProblemException.class, () -> journal.read(topic, ReadFrom.OLDEST, 100, PAGE_BYTES));
            assertEquals(Problem.JOURNAL_DOWN, failed.problem());
            assertEquals(
                    "message %d of topic %s is missing from the journal".formatted(missing, topic.value()),
                    failed.getMessage());
        }
        assertTrue(journal.corruption().isPresent());
    }

    @OnEachDatabase
    void messages_before_and_after_a_missing_one_can_be_read(TestDatabase kind) throws Exception {
        open(kind);
        execute("delete from messages where topic = 't' and seq = 5");

        assertPage(10, 0, null, List.of(1L, 2L, 3L, 4L), read(ReadFrom.OLDEST, 4));
        assertPage(10, 5, null, List.of(6L, 7L), read(after(5), 2));
        assertTrue(journal.corruption().isEmpty());
    }

    private void execute(String sql) throws Exception {
        try (Connection connection = database.connection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private void open(TestDatabase kind) throws Exception {
        Duration day = Duration.ofDays(1);
        var settings = TestSettings.keeping(kind.newUrl(), day, 3, day);
        database = JournalDatabase.open(settings, dir);
        journal = TestDatabase.open(database, clock);
        keepingThree = new Trimmer(database, settings, clock, new ChunkedWork());
        fill(journal, "t", 10);
        fill(journal, "neighbour", 5);
    }

    private Page read(ReadFrom start, int limit) throws Exception {
        return journal.read(TOPIC, start, limit, PAGE_BYTES);
    }

    private ReadFrom after(long seq) {
        return new ReadFrom.After(new Position(journal.epoch(), seq));
    }

    private static String large() {
        return '"' + "x".repeat(998) + '"';
    }

    private void assertPage(long head, long after, Reset reset, List<Long> sequences, Page page) {
        assertEquals(new Page(TOPIC, journal.epoch(), head, 0, after, reset, page.messages()), page);
        assertEquals(sequences, sequences(page));
    }
}
