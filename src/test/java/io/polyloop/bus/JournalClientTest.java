package io.polyloop.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.auth.Impersonation;
import io.polyloop.fixture.TestNode;
import io.polyloop.topic.Append;
import io.polyloop.topic.Appended;
import io.polyloop.topic.Payload;
import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import io.polyloop.topic.TopicName;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JournalClientTest {
    private static final TopicName TOPIC = new TopicName("t");

    private final Vertx vertx = Vertx.vertx();
    private final FakeJournal journal = new FakeJournal();
    private final Context loop = vertx.getOrCreateContext();
    private JournalClient client;

    @BeforeEach
    void start() {
        NodeCodec.registerAll(vertx.eventBus());
        TestNode.await(new JournalEndpoint(vertx, journal, Impersonation.none()).listen(Future::succeededFuture));
        client = onLoop(() -> Future.succeededFuture(new JournalClient(vertx, Duration.ofSeconds(10))));
    }

    @AfterEach
    void stop() {
        TestNode.await(vertx.close());
    }

    @Test
    void the_appends_of_one_turn_arrive_in_order_and_get_separate_results() {
        List<Long> sequences =
                onLoop(() -> Future.all(append(3 * AppendBatcher.MAX_BATCH + 1))).<Appended>list().stream()
                        .map(Appended::first)
                        .toList();

        assertEquals(
                IntStream.rangeClosed(1, 3 * AppendBatcher.MAX_BATCH + 1)
                        .mapToObj(Long::valueOf)
                        .toList(),
                sequences);
        assertEquals(
                IntStream.rangeClosed(1, 3 * AppendBatcher.MAX_BATCH + 1)
                        .mapToObj(Integer::toString)
                        .toList(),
                journal.appended());
    }

    @Test
    void a_refused_append_does_not_affect_the_others_of_its_batch() {
        journal.refuse("2", Problem.JOURNAL_BUSY.because("full"));
        journal.refuse("4", new IllegalStateException("not for the caller"));
        List<Future<Appended>> answers = onLoop(() -> {
            List<Future<Appended>> all = append(5);
            return Future.join(all).transform(joined -> Future.succeededFuture(all));
        });

        assertEquals(
                List.of(true, false, true, false, true),
                answers.stream().map(Future::succeeded).toList());
        assertEquals(Problem.JOURNAL_BUSY, problem(answers.get(1)));
        assertEquals("full", answers.get(1).cause().getMessage());
        assertEquals(Problem.INTERNAL, problem(answers.get(3)));
        assertTrue(!answers.get(3).cause().getMessage().contains("not for the caller"));
    }

    @Test
    void a_refused_append_does_not_wait_for_the_commit_of_its_batch() {
        Promise<Appended> commit = Promise.promise();
        journal.hold("1", commit);
        journal.refuse("2", Problem.JOURNAL_BUSY.because("full"));
        List<Future<Appended>> answers = onLoop(() -> {
            List<Future<Appended>> all = append(2);
            return all.get(1).transform(refused -> Future.succeededFuture(all));
        });

        assertEquals(Problem.JOURNAL_BUSY, problem(answers.get(1)));
        assertFalse(answers.get(0).isComplete());
        commit.complete(new Appended(TOPIC, "fakefake", 1, 1, 0, false));
        assertEquals(1, TestNode.await(answers.get(0)).first());
    }

    @Test
    void a_result_is_delivered_on_the_context_of_the_append() {
        Promise<Context> answered = Promise.promise();
        ContextInternal request = ((ContextInternal) loop).duplicate();
        request.runOnContext(
                turn -> client.append(append("1")).onComplete(answer -> answered.complete(Vertx.currentContext())));

        assertSame(request, TestNode.await(answered.future()));
    }

    @Test
    void another_thread_can_append() {
        assertEquals(1, TestNode.await(client.append(append("1"))).first());
        assertEquals(2, TestNode.await(client.append(append("2"))).first());
        journal.refuse("3", Problem.TOO_LARGE.because("large"));

        Future<Appended> refused = client.append(append("3"));
        assertEquals(
                Problem.TOO_LARGE,
                assertThrows(ProblemException.class, () -> TestNode.await(refused))
                        .problem());
    }

    @Test
    void without_a_journal_every_append_of_the_turn_fails() {
        Vertx empty = Vertx.vertx();
        NodeCodec.registerAll(empty.eventBus());
        Promise<List<Future<Appended>>> answered = Promise.promise();
        empty.runOnContext(turn -> {
            client = new JournalClient(empty, Duration.ofSeconds(10));
            List<Future<Appended>> all = append(3);
            Future.join(all).onComplete(joined -> answered.complete(all));
        });

        for (Future<Appended> answer : TestNode.await(answered.future())) {
            assertEquals(Problem.JOURNAL_DOWN, problem(answer));
        }
        TestNode.await(empty.close());
    }

    private List<Future<Appended>> append(int count) {
        List<Future<Appended>> answers = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            answers.add(client.append(append(Integer.toString(i))));
        }
        return answers;
    }

    private <T> T onLoop(Supplier<Future<T>> task) {
        Promise<T> done = Promise.promise();
        loop.runOnContext(turn -> task.get().onComplete(done));
        return TestNode.await(done.future());
    }

    private static Append append(String data) {
        return Append.of(TOPIC, Payload.stored(data));
    }

    private static Problem problem(Future<Appended> answer) {
        return ((ProblemException) answer.cause()).problem();
    }
}
