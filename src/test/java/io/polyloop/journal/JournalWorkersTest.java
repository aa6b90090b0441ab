package io.polyloop.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.polyloop.fixture.TestNode;
import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JournalWorkersTest {
    private static final int MAX_READS = 100;

    private final Vertx vertx = Vertx.vertx();
    private final JournalWorkers workers = new JournalWorkers(vertx, TestSettings.at("sqlite"), 1);
    private final CountDownLatch held = new CountDownLatch(1);

    @AfterEach
    void close() {
        held.countDown();
        TestNode.await(vertx.close());
    }

    @Test
    void a_probe_does_not_wait_for_trimming_reads_or_commits() {
        List<Future<String>> busy = List.of(
                workers.maintain(this::hold),
                workers.maintain(this::hold),
                workers.write(this::hold),
                workers.requests().run(this::hold));

        assertEquals("alive", TestNode.await(workers.probe(() -> "alive")));
        assertEquals(List.of(), busy.stream().filter(Future::isComplete).toList());
    }

    @Test
    void reads_over_the_limit_are_refused_immediately() {
        List<Future<String>> reads = new ArrayList<>();
        for (int i = 0; i < MAX_READS; i++) {
            reads.add(workers.requests().run(this::hold));
        }
        assertEquals(Problem.JOURNAL_BUSY, refusal(workers.requests().run(this::hold)));
        held.countDown();
        TestNode.await(Future.all(reads));

        assertEquals("held", TestNode.await(workers.requests().run(this::hold)));
    }

    @Test
    void a_failed_read_reports_that_the_journal_is_down() {
        assertEquals(Problem.JOURNAL_DOWN, refusal(workers.requests().run(() -> {
            throw new SQLException("connection refused");
        })));
    }

    private String hold() throws InterruptedException {
        held.await();
        return "held";
    }

    private static Problem refusal(Future<?> future) {
        return assertThrows(ProblemException.class, () -> TestNode.await(future))
                .problem();
    }
}
