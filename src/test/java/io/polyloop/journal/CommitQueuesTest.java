package io.polyloop.journal;

import static io.polyloop.journal.Appends.to;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.config.JournalSettings;
import io.polyloop.sql.UnitOfWork;
import io.polyloop.topic.Append;
import io.polyloop.topic.AppendResult;
import io.polyloop.topic.Appended;
import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommitQueuesTest {
    private static final Unit UNIT = Unit.of(UnitOfWork.of().append("u", 1));

    private final List<List<Append>> batches = new ArrayList<>();
    private final List<Integer> units = new ArrayList<>();
    private final List<Promise<Committed>> promises = new ArrayList<>();

    @Test
    void a_topic_has_one_commit_at_a_time_and_topics_of_other_queues_commit_in_parallel() {
        CommitQueues queues = queues(2, 100);
        for (int i = 1; i <= 3; i++) {
            add(queues, to("a", "" + i));
            add(queues, to("b", "" + i));
        }

        assertEquals(
                List.of("a1", "b1"),
                batches.stream().map(CommitQueuesTest::text).toList());
        end(0);
        assertEquals("a2 a3", text(batches.get(2)));
    }

    @Test
    void one_queue_runs_one_commit_at_a_time() {
        CommitQueues queues = queues(1, 100);
        add(queues, to("a", "1"));
        add(queues, to("b", "1"));

        assertEquals(1, batches.size());
    }

    @Test
    void the_limit_of_pending_messages_covers_all_queues() {
        CommitQueues queues = queues(2, 2);
        add(queues, to("a", "1"));
        add(queues, to("b", "1"));

        assertEquals(2, queues.pendingMessages());
        assertEquals(
                Problem.JOURNAL_BUSY,
                ((ProblemException) add(queues, to("a", "2")).cause()).problem());
        end(1);
        assertFalse(add(queues, to("a", "2")).isComplete());
    }

    @Test
    void a_drain_waits_for_every_queue() {
        CommitQueues queues = queues(2, 100);
        add(queues, to("a", "1"));
        add(queues, to("b", "1"));
        Future<?> drained = queues.drain();
        end(0);

        assertFalse(drained.isComplete());
        end(1);
        assertTrue(drained.succeeded());
    }

    @Test
    void a_unit_shares_the_batch_of_the_appends_in_a_common_queue() {
        CommitQueues queues = queues(1, 100);
        add(queues, to("a", "1"));
        queues.commit(UNIT);
        add(queues, to("a", "2"));
        end(0);

        assertEquals("a2", text(batches.get(1)));
        assertEquals(List.of(0, 1), units);
    }

    @Test
    void appends_do_not_wait_for_units_that_have_a_queue_of_their_own() {
        CommitQueues queues = queues(1, 2, true);
        queues.commit(UNIT);
        queues.commit(UNIT);
        Future<?> refused = queues.commit(UNIT);

        assertEquals(List.of(1), units);
        assertEquals(Problem.JOURNAL_BUSY, ((ProblemException) refused.cause()).problem());
        assertFalse(add(queues, to("a", "1")).isComplete());
        assertEquals("a1", text(batches.get(1)));
        assertEquals(3, queues.pendingMessages());
    }

    @Test
    void a_drain_waits_for_units() {
        CommitQueues queues = queues(1, 100, true);
        Future<?> unit = queues.commit(UNIT);
        Future<?> drained = queues.drain();

        assertFalse(drained.isComplete());
        end(0);
        assertTrue(drained.succeeded());
        assertTrue(unit.failed());
        assertTrue(queues.commit(UNIT).failed());
    }

    private CommitQueues queues(int commits, int pending) {
        return queues(commits, pending, false);
    }

    private CommitQueues queues(int commits, int pending, boolean separateUnits) {
        JournalSettings settings = TestSettings.bounds("sqlite", pending);
        return new CommitQueues(
                (batch, deadline) -> {
                    batches.add(batch.appends());
                    units.add(batch.units().size());
                    promises.add(Promise.promise());
                    return promises.get(promises.size() - 1).future();
                },
                settings,
                commits,
                separateUnits);
    }

    private static Future<Appended> add(CommitQueues queues, Append append) {
        Future<Appended> answer = queues.enqueue(append).compose(AppendResult::toFuture);
        queues.commitNext();
        return answer;
    }

    private void end(int commit) {
        promises.get(commit).fail("the test ends it");
    }

    private static String text(List<Append> batch) {
        return String.join(
                " ",
                batch.stream()
                        .map(append -> append.topic() + append.data().get(0).toString())
                        .toList());
    }
}
