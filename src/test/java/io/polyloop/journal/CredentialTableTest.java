package io.polyloop.journal;

import static io.polyloop.journal.Credentials.session;
import static io.polyloop.journal.Credentials.ticket;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.auth.Revocation;
import io.polyloop.auth.StoredCredential;
import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class CredentialTableTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @TempDir
    Path dir;

    private final TestClock clock = new TestClock();
    private JournalDatabase database;
    private CredentialTable table;

    @AfterEach
    void close() {
        database.close();
    }

    @OnEachDatabase
    void a_session_is_found_until_it_expires(TestDatabase kind) throws Exception {
        open(kind);
        StoredCredential session = session("h", "ada", end());
        table.save(session);
        assertEquals(Optional.of(session), table.session("h"));
        assertEquals(Optional.of(session), table.session("h"));
        clock.move(MINUTE);

        assertEquals(Optional.empty(), table.session("h"));
    }

    @OnEachDatabase
    void a_session_that_ended_is_gone_and_revoked_until_it_would_have_expired(TestDatabase kind) throws Exception {
        open(kind);
        table.save(session("h", "ada", end()));
        List<Revocation> ended = table.endSession("h");

        assertEquals(List.of(new Revocation(Revocation.Kind.SESSION, null, "h", clock.instant(), end())), ended);
        assertEquals(Optional.empty(), table.session("h"));
        assertEquals(List.of(), table.endSession("h"));
    }

    @OnEachDatabase
    void a_ticket_is_taken_once(TestDatabase kind) throws Exception {
        open(kind);
        StoredCredential ticket = ticket("h", end());
        table.save(ticket);
        assertEquals(Optional.empty(), table.session("h"));
        assertEquals(Optional.of(ticket), table.takeTicket("h"));

        assertEquals(Optional.empty(), table.takeTicket("h"));
    }

    @OnEachDatabase
    void an_expired_ticket_cannot_be_taken(TestDatabase kind) throws Exception {
        open(kind);
        table.save(ticket("h", end()));
        clock.move(MINUTE);
        assertEquals(Optional.empty(), table.takeTicket("h"));
    }

    @OnEachDatabase
    void a_session_is_not_a_ticket(TestDatabase kind) throws Exception {
        open(kind);
        table.save(session("h", "ada", end()));
        assertEquals(Optional.empty(), table.takeTicket("h"));
        assertTrue(table.session("h").isPresent());
    }

    @OnEachDatabase
    void of_many_takers_on_two_nodes_one_gets_the_ticket(TestDatabase kind) throws Exception {
        String url = kind.newUrl();
        open(url);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        // Another node can only use the same PostgreSQL.
        try (JournalDatabase other =
                kind == TestDatabase.SQLITE ? null : JournalDatabase.open(TestSettings.at(url), dir)) {
            CredentialTable two = other == null ? table : new CredentialTable(other, clock);
            for (int i = 0; i < 50; i++) {
                String hash = "h" + i;
                table.save(ticket(hash, end()));
                List<Callable<Optional<StoredCredential>>> takers = List.of(
                        () -> table.takeTicket(hash),
                        () -> two.takeTicket(hash),
                        () -> table.takeTicket(hash),
                        () -> two.takeTicket(hash));
                int taken = 0;
                for (Future<Optional<StoredCredential>> taker : threads.invokeAll(takers)) {
                    taken += taker.get().isPresent() ? 1 : 0;
                }
                assertEquals(1, taken);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @OnEachDatabase
    void another_history_has_no_sessions_and_tickets(TestDatabase kind) throws Exception {
        open(kind);
        table.save(session("s", "ada", end()));
        table.save(ticket("t", end()));
        database.write((connection, epoch) -> Epoch.renew(connection));

        assertEquals(Optional.empty(), table.session("s"));
        assertEquals(Optional.empty(), table.takeTicket("t"));
    }

    @OnEachDatabase
    void over_their_limit_the_session_of_a_subject_that_expires_first_ends(TestDatabase kind) throws Exception {
        open(kind);
        for (int i = 0; i < CredentialTable.SESSIONS; i++) {
            assertEquals(List.of(), table.save(session("h" + i, "ada", end().plusSeconds(i))));
        }
        assertEquals(List.of(), table.save(session("other", "bob", end())));
        List<Revocation> ended = table.save(session("one more", "ada", end().plusSeconds(1_000)));

        assertEquals(List.of("h0"), ended.stream().map(Revocation::value).toList());
        assertEquals(Optional.empty(), table.session("h0"));
        assertTrue(table.session("h1").isPresent());
        assertTrue(table.session("one more").isPresent());
    }

    @OnEachDatabase
    void over_its_limit_a_subject_gets_no_ticket(TestDatabase kind) throws Exception {
        open(kind);
        fillTickets(CredentialTable.TICKETS);
        ProblemException refusal = assertThrows(ProblemException.class, () -> table.save(ticket("h", end())));
        assertEquals(Problem.RATE_LIMITED, refusal.problem());
        table.save(ticketOf("bob", "other"));
        assertTrue(table.takeTicket("first of ada").isPresent());
        table.save(ticket("h", end()));

        assertTrue(table.takeTicket("other").isPresent());
        assertTrue(table.takeTicket("h").isPresent());
    }

    @OnEachDatabase
    void no_ten_subjects_stop_tickets_for_everybody(TestDatabase kind) throws Exception {
        open(kind);
        for (int subject = 0; subject < 10; subject++) {
            fillTickets("s" + subject, CredentialTable.TICKETS);
        }
        clock.move(Duration.ofSeconds(2));
        table.save(ticketOf("ada", "h"));

        assertTrue(table.takeTicket("h").isPresent());
    }

    @OnEachDatabase
    void expired_rows_are_deleted_and_others_kept(TestDatabase kind) throws Exception {
        open(kind);
        fillTickets(700);
        table.save(session("s", "ada", end().plusMillis(1)));
        new RevocationTable(database).add(Credentials.subject("ada", clock.instant()));
        new RevocationTable(database).add(Credentials.key("k", clock.instant()));
        clock.move(MINUTE.plusMillis(1));
        new CredentialTrimmer(database, new ChunkedWork()).trim(clock.millis());

        assertEquals(List.of("s"), values("select hash from polyloop_credentials"));
        assertEquals(List.of("k"), values("select value from polyloop_revocations"));
    }

    private static StoredCredential ticketOf(String subject, String hash) {
        StoredCredential ticket = ticket(hash, end());
        return new StoredCredential(
                ticket.kind(), hash, session(hash, subject, end()).user(), ticket.topics(), ticket.expiresAt());
    }

    private void fillTickets(int count) throws SQLException {
        fillTickets("ada", count);
    }

    private void fillTickets(String subject, int count) throws SQLException {
        String first = "first of " + subject;
        table.save(ticketOf(subject, first));
        String rows = "with recursive n(i) as (select 1 union all select i + 1 from n where i < " + (count - 1) + ")"
                + " insert into polyloop_credentials select hash || n.i, kind, owner, epoch, identity, topics,"
                + " expires_at from polyloop_credentials, n where hash = '" + first + "'";
        database.query((connection, epoch) -> connection.createStatement().executeUpdate(rows));
    }

    private List<String> values(String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        database.query((connection, epoch) -> {
            new Query(sql, row -> values.add(row.getString(1))).run(connection);
            return null;
        });
        return values;
    }

    private static Instant end() {
        return Instant.ofEpochMilli(1_800_000_000_000L).plus(MINUTE);
    }

    private void open(TestDatabase kind) {
        open(kind.newUrl());
    }

    private void open(String url) {
        database = JournalDatabase.open(TestSettings.at(url), dir);
        table = new CredentialTable(database, clock);
    }
}
