package io.polyloop.journal;

import static io.polyloop.journal.Credentials.ISSUER;
import static io.polyloop.journal.Credentials.key;
import static io.polyloop.journal.Credentials.subject;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.auth.Revocation;
import io.polyloop.auth.Revocation.Kind;
import io.polyloop.auth.RevocationPage;
import io.polyloop.bus.RevocationChanges;
import io.polyloop.bus.RevocationChanges.Point;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class RevocationTableTest {
    private static final Instant AT = Instant.ofEpochMilli(1_800_000_000_000L);

    @TempDir
    Path dir;

    private JournalDatabase database;
    private RevocationTable table;

    @AfterEach
    void close() {
        database.close();
    }

    @OnEachDatabase
    void the_first_read_has_all_revocations(TestDatabase kind) throws Exception {
        open(kind);
        table.add(subject("ada", AT));
        table.add(key("k", AT));
        RevocationChanges changes = table.changes(Point.START);

        assertTrue(changes.whole());
        assertEquals(List.of(subject("ada", AT), key("k", AT)), changes.revocations());
    }

    @OnEachDatabase
    void a_later_read_has_what_is_new(TestDatabase kind) throws Exception {
        open(kind);
        table.add(subject("ada", AT));
        Point known = table.changes(Point.START).to();
        assertEquals(new RevocationChanges(known, false, List.of()), table.changes(known));
        table.add(key("k", AT));
        RevocationChanges changes = table.changes(known);

        assertFalse(changes.whole());
        assertEquals(List.of(key("k", AT)), changes.revocations());
    }

    @OnEachDatabase
    void a_revocation_of_the_same_subject_replaces_an_earlier_one_but_no_later_one(TestDatabase kind) throws Exception {
        open(kind);
        table.add(subject("ada", AT));
        table.add(subject("ada", AT.plusSeconds(2)));
        table.add(subject("ada", AT.plusSeconds(1)));

        assertEquals(List.of(subject("ada", AT.plusSeconds(2))), valid(AT));
    }

    @OnEachDatabase
    void after_a_withdrawal_the_next_read_has_all_that_remain(TestDatabase kind) throws Exception {
        open(kind);
        table.add(subject("ada", AT));
        table.add(key("k", AT));
        Point known = table.changes(Point.START).to();
        assertTrue(table.remove(Kind.KEY, null, "k"));
        RevocationChanges changes = table.changes(known);

        assertTrue(changes.whole());
        assertEquals(List.of(subject("ada", AT)), changes.revocations());
    }

    @OnEachDatabase
    void a_withdrawal_of_something_unknown_makes_no_node_read_again(TestDatabase kind) throws Exception {
        open(kind);
        table.add(subject("ada", AT));
        table.add(key("k", AT));
        table.remove(Kind.KEY, null, "k");
        Point known = table.changes(Point.START).to();
        assertFalse(table.remove(Kind.KEY, null, "k"));
        assertFalse(table.remove(Kind.SUBJECT, "https://other.example.org/", "ada"));

        assertEquals(new RevocationChanges(known, false, List.of()), table.changes(known));
    }

    @OnEachDatabase
    void in_another_history_all_are_read_again(TestDatabase kind) throws Exception {
        open(kind);
        table.add(key("k", AT));
        Point known = table.changes(Point.START).to();

        assertTrue(table.changes(new Point("another", known.version())).whole());
        assertTrue(table.changes(new Point(known.epoch(), known.version() + 1)).whole());
    }

    @OnEachDatabase
    void the_list_has_neither_expired_revocations_nor_sessions(TestDatabase kind) throws Exception {
        open(kind);
        table.add(subject("ada", AT));
        table.add(key("k", AT));
        table.add(new Revocation(Kind.SESSION, null, "h", AT, Instant.MAX));
        assertEquals(List.of(subject("ada", AT), key("k", AT)), valid(AT));

        assertEquals(List.of(key("k", AT)), valid(AT.plusSeconds(60)));
    }

    @OnEachDatabase
    void pages_have_each_revocation_once(TestDatabase kind) throws Exception {
        open(kind);
        table.add(key("a", AT));
        table.add(key("b", AT));
        table.add(new Revocation(Kind.SESSION, null, "h", AT, Instant.MAX));
        table.add(key("c", AT));
        table.add(key("d", AT));
        RevocationPage first = table.valid(AT, 0, 2);
        table.remove(Kind.KEY, null, "a");
        RevocationPage second = table.valid(AT, first.next(), 2);

        assertEquals(List.of(key("a", AT), key("b", AT)), first.revocations());
        assertEquals(new RevocationPage(List.of(key("c", AT), key("d", AT)), 0), second);
    }

    @OnEachDatabase
    void values_of_any_length_and_alphabet_are_kept(TestDatabase kind) throws Exception {
        open(kind);
        String subject = "ä|漢\"'".repeat(1_000);
        table.add(subject(subject, AT));
        assertEquals(List.of(subject(subject, AT)), valid(AT));
        assertTrue(table.remove(Kind.SUBJECT, ISSUER, subject));
    }

    @OnEachDatabase
    void a_node_that_reads_while_others_write_misses_nothing(TestDatabase kind) throws Exception {
        open(kind);
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            List<Future<Void>> writers = List.of(
                    threads.submit(() -> write("a")),
                    threads.submit(() -> write("b")),
                    threads.submit(() -> write("c")));
            Set<String> seen = new HashSet<>();
            Point known = Point.START;
            while (seen.size() < 300) {
                boolean done = writers.stream().allMatch(Future::isDone);
                RevocationChanges changes = table.changes(known);
                known = changes.to();
                seen.addAll(
                        changes.revocations().stream().map(Revocation::value).collect(Collectors.toSet()));
                assertTrue(!done || seen.size() == 300, () -> "missing after the last write: " + seen.size());
            }
            for (Future<Void> writer : writers) {
                writer.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private Void write(String prefix) throws Exception {
        for (int i = 0; i < 100; i++) {
            table.add(key(prefix + i, AT));
        }
        return null;
    }

    private List<Revocation> valid(Instant now) throws Exception {
        return table.valid(now, 0, 100).revocations();
    }

    private void open(TestDatabase kind) {
        database = JournalDatabase.open(TestSettings.at(kind.newUrl()), dir);
        table = new RevocationTable(database);
    }
}
