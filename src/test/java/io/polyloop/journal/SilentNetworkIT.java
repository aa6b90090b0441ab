package io.polyloop.journal;

import static io.polyloop.journal.Appends.acknowledged;
import static io.polyloop.journal.Appends.keyed;
import static io.polyloop.journal.Appends.to;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.polyloop.fixture.engine.FaultProxy;
import io.polyloop.fixture.engine.Postgres;
import io.polyloop.topic.Append;
import io.polyloop.topic.ReadFrom;
import io.polyloop.topic.TopicName;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** A network that silently drops every packet. */
class SilentNetworkIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(4);
    /** A tolerance for timers that are late on a busy machine. */
    private static final Duration BOUND = TIMEOUT.plusSeconds(3);

    @TempDir
    Path dir;

    private final String direct = Postgres.newDatabase();
    private final FaultProxy proxy = new FaultProxy(Postgres.port());
    private final SqlJournal journal = open(proxy.port());
    private final SqlJournal other = open(Postgres.port());

    @AfterEach
    void close() {
        journal.close();
        other.close();
        proxy.close();
    }

    @Test
    void commits_and_reads_fail_within_the_timeout_and_succeed_afterwards() throws Exception {
        assertEquals(1, commit(journal, to("t", "1")));
        proxy.blackhole();
        failsInTime(() -> commit(journal, keyed("k", "t", "2")));
        failsInTime(() -> journal.read(new TopicName("t"), ReadFrom.OLDEST, 10, Appends.PAGE_BYTES));
        failsInTime(journal::readEpoch);

        proxy.restore();
        assertEquals(2, commit(journal, keyed("k", "t", "2")));
    }

    @Test
    void a_node_frozen_in_a_transaction_does_not_keep_its_topics_locked() throws Exception {
        proxy.onTriggered(proxy::blackhole);
        proxy.breakOn("insert into messages", FaultProxy.BreakPoint.NONE, false);
        failsInTime(() -> commit(journal, to("t", "1")));

        assertEquals(1, commit(other, to("t", "2")));
    }

    private static void failsInTime(Executable call) {
        assertTimeout(BOUND, () -> assertThrows(SQLException.class, call));
    }

    private SqlJournal open(int port) {
        String url = direct.replace(":" + Postgres.port() + "/", ":" + port + "/") + "&prepareThreshold=0";
        return TestDatabase.open(JournalDatabase.open(TestSettings.waiting(url, TIMEOUT), dir), Clock.systemUTC());
    }

    private static long commit(SqlJournal journal, Append append) throws SQLException {
        return acknowledged(journal.commit(List.of(append)), 0).first();
    }
}
