package io.polyloop.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.sql.CommitResult;
import io.polyloop.sql.UnitOfWork;
import io.polyloop.topic.Append;
import io.polyloop.topic.AppendResult;
import io.polyloop.topic.Appended;
import io.polyloop.topic.Payload;
import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import io.polyloop.topic.TopicName;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GroupCommitTest {
    private static final TopicName TOPIC = new TopicName("t");

    private final FakeCommitter committer = new FakeCommitter();
    private PendingCommits pending;

    @Test
    void the_first_append_is_committed_immediately_and_alone() {
        Future<Appended> first = add(gathering(10), messages(1));

        assertEquals(List.of(1), committer.sizes());
        assertFalse(first.isComplete());
        committer.succeed();
        assertEquals(1, first.result().first());
    }

    @Test
    void appends_queued_before_a_commit_are_one_batch() {
        GroupCommit commit = gathering(10);
        List.of(1, 1, 1).forEach(count -> commit.enqueue(messages(count)));
        assertEquals(List.of(), committer.sizes());
        commit.commitNext();

        assertEquals(List.of(3), committer.sizes());
    }

    @Test
    void appends_queued_during_a_commit_are_the_next_batch() {
        GroupCommit commit = gathering(10);
        List<Future<Appended>> answers = add(commit, 5);
        committer.succeed();

        assertEquals(List.of(1, 4), committer.sizes());
        committer.succeed();
        assertEquals(
                List.of(1L, 2L, 3L, 4L, 5L),
                answers.stream().map(a -> a.result().first()).toList());
    }

    @Test
    void a_listener_that_throws_does_not_affect_the_results_of_the_rest_of_the_batch() {
        GroupCommit commit = gathering(10);
        add(commit, 1);
        add(commit, messages(1)).onComplete(answer -> {
            throw new IllegalStateException("thrown on purpose");
        });
        Future<Appended> neighbour = add(commit, messages(1));
        committer.succeed();
        committer.succeed();

        assertTrue(neighbour.succeeded());
    }

    @Test
    void a_batch_has_no_more_messages_than_the_limit() {
        GroupCommit commit = gathering(3);
        add(commit, 8);
        committer.succeed();
        committer.succeed();
        committer.succeed();

        assertEquals(List.of(1, 3, 3, 1), committer.sizes());
    }

    @Test
    void an_append_larger_than_the_limit_is_a_separate_batch() {
        GroupCommit commit = gathering(3);
        add(commit, 1);
        add(commit, messages(2));
        add(commit, messages(7));
        add(commit, messages(1));
        committer.succeed();
        committer.succeed();
        committer.succeed();

        assertEquals(List.of(1, 1, 1, 1), committer.sizes());
    }

    @Test
    void over_the_limit_of_pending_messages_an_append_is_refused_immediately() {
        GroupCommit commit = gathering(committer::commit, 10, 3, 1_000);
        add(commit, 2);

        assertRefused(Problem.JOURNAL_BUSY, add(commit, messages(2)));
        assertFalse(add(commit, messages(1)).isComplete());
        assertRefused(Problem.JOURNAL_BUSY, add(commit, messages(1)));
        committer.succeed();
        assertEquals(2, pending.messages());
        assertFalse(add(commit, messages(1)).isComplete());
    }

    @Test
    void over_the_limit_of_pending_bytes_an_append_is_refused_immediately() {
        GroupCommit commit = gathering(committer::commit, 10, 1_000, 10);
        add(commit, text(7));

        assertRefused(Problem.JOURNAL_BUSY, add(commit, text(4)));
        assertFalse(add(commit, text(3)).isComplete());
        committer.succeed();
        assertFalse(add(commit, text(7)).isComplete());
    }

    @Test
    void a_failed_commit_releases_its_pending_messages() {
        GroupCommit commit = gathering(committer::commit, 10, 1, 10);
        add(commit, text(10));
        committer.fail(new IllegalStateException("disk"));

        assertEquals(0, pending.messages());
        assertFalse(add(commit, text(10)).isComplete());
    }

    @Test
    void a_failed_commit_fails_its_batch_and_no_other() {
        GroupCommit commit = gathering(2);
        List<Future<Appended>> answers = add(commit, 5);
        committer.succeed();
        Throwable disk = new IllegalStateException("disk");
        committer.fail(disk);
        committer.succeed();

        assertTrue(answers.get(0).succeeded());
        assertSame(disk, answers.get(1).cause().getCause());
        assertSame(disk, answers.get(2).cause().getCause());
        assertTrue(answers.get(3).succeeded() && answers.get(4).succeeded());
    }

    @Test
    void when_the_database_is_down_queued_appends_are_refused_with_the_batch_and_later_ones_are_tried() {
        GroupCommit commit = gathering(2);
        List<Future<Appended>> answers = add(commit, 4);
        committer.fail(Problem.JOURNAL_DOWN.because("gone"));

        answers.forEach(answer -> assertRefused(Problem.JOURNAL_DOWN, answer));
        assertEquals(0, pending.messages());
        Future<Appended> later = add(commit, messages(1));
        assertEquals(List.of(1, 1), committer.sizes());
        committer.succeed();
        assertTrue(later.succeeded());
    }

    @Test
    void a_commit_that_throws_fails_its_batch_and_no_other() {
        Queue<Function<Batch, Future<Committed>>> commits = new ArrayDeque<>();
        GroupCommit commit = gathering(batch -> commits.remove().apply(batch), 10, 10, 10);
        Future<Appended> first = add(commit, messages(1));
        commits.add(committer::commit);
        Future<Appended> second = add(commit, messages(1));
        committer.succeed();

        assertTrue(first.failed());
        assertTrue(second.succeeded());
    }

    @Test
    void a_refusal_in_a_batch_affects_only_its_append() {
        ProblemException conflict = Problem.IDEMPOTENCY_CONFLICT.because("other data");
        AppendResult stored = new Appended(TOPIC, "fakefake", 1, 1, 0, false);
        GroupCommit commit = gathering(
                batch -> Future.succeededFuture(new Committed(
                        "fakefake",
                        List.of(batch.appends().get(0).count() == 1 ? stored : new AppendResult.Refused(conflict)),
                        List.of())),
                1,
                10,
                100);

        assertTrue(add(commit, messages(1)).succeeded());
        assertSame(conflict, add(commit, messages(2)).cause());
    }

    @Test
    void a_drain_refuses_appends_and_completes_after_the_last_result() {
        GroupCommit commit = gathering(1);
        List<String> order = new ArrayList<>();
        add(commit, 2).forEach(answer -> answer.onComplete(a -> order.add("answered")));
        commit.drain().onComplete(drained -> order.add("drained"));

        assertRefused(Problem.JOURNAL_DOWN, add(commit, messages(1)));
        committer.succeed();
        assertEquals(List.of("answered"), order);
        committer.succeed();
        assertEquals(List.of("answered", "answered", "drained"), order);
    }

    @Test
    void a_drain_completes_after_a_failed_commit_too() {
        GroupCommit commit = gathering(1);
        add(commit, 1);
        Future<Void> drained = commit.drain();
        assertFalse(drained.isComplete());
        committer.fail(new IllegalStateException("disk"));

        assertTrue(drained.succeeded());
    }

    @Test
    void a_drain_without_appends_completes_immediately() {
        assertTrue(gathering(1).drain().succeeded());
    }

    @Test
    void every_append_gets_exactly_one_result_despite_failures() {
        GroupCommit commit = gathering(3);
        int[] answers = new int[50];
        for (int i = 0; i < answers.length; i++) {
            int index = i;
            add(commit, messages(1 + i % 4)).onComplete(answer -> answers[index]++);
        }
        for (int batch = 1; pending.messages() > 0; batch++) {
            if (batch % 3 == 0) {
                committer.fail(new IllegalStateException("disk"));
            } else {
                committer.succeed();
            }
        }

        assertTrue(IntStream.of(answers).allMatch(times -> times == 1));
    }

    @Test
    void an_append_that_waited_past_its_deadline_is_refused_and_not_committed() {
        pending = new PendingCommits(TestSettings.bounds(10, 10, 100));
        GroupCommit commit =
                new GroupCommit((batch, deadline) -> committer.commit(batch), Duration.ofNanos(-1), 10, pending);
        Future<Appended> late = add(commit, messages(1));
        commit.commitNext();
        assertRefused(Problem.JOURNAL_BUSY, late);
        assertEquals(List.of(), committer.sizes());
        assertEquals(0, pending.messages());
    }

    @Test
    void postponed_units_keep_their_order_after_appends_that_wait() {
        UnitResult done = new UnitResult.Done(new CommitResult(List.of(), List.of()));
        List<Batch> batches = new ArrayList<>();
        List<Promise<Committed>> commits = new ArrayList<>();
        GroupCommit commit = gathering(
                batch -> {
                    batches.add(batch);
                    commits.add(Promise.promise());
                    return commits.get(commits.size() - 1).future();
                },
                10,
                4,
                1_000);
        List<Unit> units = List.of(unit(), unit(), unit());
        List<Future<CommitResult>> answers = units.stream().map(commit::enqueue).toList();
        commit.commitNext();
        Future<Appended> append = add(commit, messages(1));
        commits.get(0)
                .complete(new Committed(
                        "fakefake",
                        List.of(),
                        List.of(done, new UnitResult.Postponed(), new UnitResult.Postponed()),
                        List.of()));

        assertTrue(answers.get(0).succeeded());
        assertFalse(answers.get(1).isComplete());
        assertEquals(3, pending.messages());
        assertEquals(1, batches.get(1).appends().size());
        assertEquals(List.of(), batches.get(1).units());
        commit.enqueue(unit());
        assertRefused(Problem.JOURNAL_BUSY, add(commit, messages(1)));
        commits.get(1)
                .complete(new Committed(
                        "fakefake", List.of(new Appended(TOPIC, "fakefake", 1, 1, 0, false)), List.of(), List.of()));
        assertTrue(append.succeeded());
        assertEquals(units.subList(1, 3), batches.get(2).units().subList(0, 2));
        assertEquals(3, batches.get(2).units().size());
    }

    @Test
    void appends_and_units_that_wait_have_half_of_a_batch_each() {
        List<Batch> batches = new ArrayList<>();
        GroupCommit commit = gathering(
                batch -> {
                    batches.add(batch);
                    return Promise.<Committed>promise().future();
                },
                4,
                100,
                1_000);
        for (int i = 0; i < 4; i++) {
            commit.enqueue(unit());
            commit.enqueue(messages(1));
        }
        commit.commitNext();

        assertEquals(2, batches.get(0).units().size());
        assertEquals(2, batches.get(0).appends().size());
    }

    private static Unit unit() {
        return Unit.of(UnitOfWork.of().append("u", 1));
    }

    private GroupCommit gathering(int batch) {
        return gathering(committer::commit, batch, 1_000, 100_000);
    }

    private GroupCommit gathering(Function<Batch, Future<Committed>> commit, int batch, int messages, int bytes) {
        pending = new PendingCommits(TestSettings.bounds(batch, messages, bytes));
        return new GroupCommit((appends, deadline) -> commit.apply(appends), Duration.ofMinutes(1), batch, pending);
    }

    private static List<Future<Appended>> add(GroupCommit commit, int appends) {
        return IntStream.range(0, appends)
                .mapToObj(i -> add(commit, messages(1)))
                .toList();
    }

    private static Future<Appended> add(GroupCommit commit, Append append) {
        Future<Appended> answer = commit.enqueue(append).compose(AppendResult::toFuture);
        commit.commitNext();
        return answer;
    }

    private static Append messages(int count) {
        return new Append(TOPIC, Collections.nCopies(count, Payload.stored("1")), null);
    }

    private static Append text(int bytes) {
        return Append.of(TOPIC, Payload.stored("1".repeat(bytes)));
    }

    private static void assertRefused(Problem problem, Future<Appended> answer) {
        assertTrue(answer.isComplete());
        assertEquals(problem, ((ProblemException) answer.cause()).problem());
    }
}
