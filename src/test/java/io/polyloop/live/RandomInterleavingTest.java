package io.polyloop.live;

import static io.polyloop.live.TestTopic.sequence;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.topic.ReadFrom;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;

/**
 * Everything that can happen to a fan-out, in random order: commits; news lost, duplicated or out of order; pages late
 * or failed; connections that stall and continue, or are served late; subscriptions opened and closed; trims; erasures.
 * Each subscription with {@link OnSlow#WAIT} gets one contiguous sequence from its start to the head, interrupted only
 * by reported resets. Repeat a run with {@code -Dpolyloop.seed=…}.
 */
class RandomInterleavingTest {
    private static final int STEPS = 3_000;

    private record Entry(FakeSubscriber subscriber, Subscription subscription, ReadFrom start, long headAtStart) {}

    private final long seed = Long.getLong("polyloop.seed", new Random().nextLong());
    private final Random random = new Random(seed);
    private final TestTopic topic = TestTopic.withTail(random.nextInt(20_000));
    private final List<Entry> entries = new ArrayList<>();
    private final List<Entry> ended = new ArrayList<>();
    private final List<List<LiveMessage>> undelivered = new ArrayList<>();

    @AfterEach
    void release() {
        topic.close();
    }

    @RepeatedTest(100)
    void every_subscription_that_waits_gets_one_complete_sequence() {
        for (int i = 0; i < STEPS; i++) {
            step();
        }
        settle();
        entries.forEach(entry -> check(entry, true));
        ended.forEach(entry -> check(entry, false));
    }

    private void step() {
        switch (random.nextInt(14)) {
            case 0, 1, 2 -> undelivered.add(topic.journal().commit(1 + random.nextInt(15)));
            case 3, 4 -> deliver();
            case 5 -> lose();
            case 6 -> subscribe();
            case 7 -> unsubscribe();
            case 8 -> topic.journal().hold(random.nextBoolean());
            case 9 -> topic.journal().answerOne();
            case 10 -> any().stall(random.nextBoolean());
            case 11 -> topic.deliverAtOnce(random.nextBoolean());
            case 12 -> topic.deliverOne();
            default -> rare();
        }
    }

    private void rare() {
        switch (random.nextInt(6)) {
            case 0 -> topic.journal().trim(topic.journal().head() - random.nextInt(200));
            case 1 -> topic.journal().down(random.nextBoolean());
            case 2 -> topic.repair();
            case 3 -> erase();
            default -> any().readOne();
        }
    }

    private void erase() {
        long through = topic.journal().head() - random.nextInt(30);
        if (through > topic.journal().state().erased()) {
            topic.journal().erase(through);
            if (random.nextBoolean()) {
                topic.erased(through);
            }
        }
    }

    private void deliver() {
        if (!undelivered.isEmpty()) {
            int which = random.nextBoolean() ? 0 : random.nextInt(undelivered.size());
            topic.news(undelivered.get(which));
            if (random.nextInt(5) > 0) {
                undelivered.remove(which);
            }
        }
    }

    private void lose() {
        if (!undelivered.isEmpty()) {
            undelivered.remove(random.nextInt(undelivered.size()));
        }
    }

    private void subscribe() {
        long head = topic.journal().head();
        ReadFrom start =
                switch (random.nextInt(3)) {
                    case 0 -> ReadFrom.NOW;
                    case 1 -> ReadFrom.OLDEST;
                    default -> topic.after(random.nextLong(head + 1));
                };
        FakeSubscriber subscriber = topic.subscriber();
        entries.add(new Entry(subscriber, topic.subscribe(start, OnSlow.WAIT, subscriber), start, head));
    }

    private void unsubscribe() {
        // One stays: the hub drops a fan-out without subscriptions.
        if (entries.size() > 5) {
            Entry entry = entries.remove(1 + random.nextInt(entries.size() - 1));
            entry.subscription().close();
            ended.add(entry);
        }
    }

    private FakeSubscriber any() {
        if (entries.isEmpty()) {
            subscribe();
        }
        return entries.get(random.nextInt(entries.size())).subscriber();
    }

    private void settle() {
        topic.deliverAtOnce(true);
        topic.journal().hold(false);
        topic.journal().down(false);
        entries.forEach(entry -> entry.subscriber().stall(false));
        while (topic.journal().answerOne()) {}
        topic.repair();
        while (topic.journal().answerOne()) {}
    }

    private void check(Entry entry, boolean complete) {
        List<Long> got = entry.subscriber().sequences();
        List<String> events = entry.subscriber().events();
        String what = "seed " + seed + ", " + entry.start() + ", " + events;
        if (events.stream().anyMatch(event -> event.startsWith("refused"))) {
            assertEquals(List.of(), got, what);
            return;
        }
        boolean reset = events.stream().anyMatch(event -> event.startsWith("reset"));
        if (!got.isEmpty() && !reset) {
            assertEquals(sequence(got.get(0), got.get(got.size() - 1)), got, what);
        }
        checkStart(entry, got, reset, what);
        checkResets(got, events, what);
        if (complete) {
            assertEquals(
                    1,
                    events.stream()
                            .filter(event -> event.startsWith("subscribed"))
                            .count(),
                    what);
            checkEnd(got, events, what);
        }
    }

    private void checkStart(Entry entry, List<Long> got, boolean reset, String what) {
        if (got.isEmpty() || reset) {
            return;
        }
        if (entry.start() instanceof ReadFrom.After after) {
            assertEquals(after.position().seq() + 1, got.get(0), what);
        } else if (entry.start() instanceof ReadFrom.Now) {
            assertTrue(got.get(0) > entry.headAtStart(), what);
        }
    }

    /** Each gap in the received seqs was reported by a reset. */
    private static void checkResets(List<Long> got, List<String> events, String what) {
        for (int i = 1; i < got.size(); i++) {
            boolean next = got.get(i) == got.get(i - 1) + 1;
            assertTrue(next || events.contains("reset EXPIRED " + got.get(i)), what + " continues at " + got.get(i));
            assertTrue(got.get(i) > got.get(i - 1), what + " goes back to " + got.get(i));
        }
    }

    private void checkEnd(List<Long> got, List<String> events, String what) {
        long head = topic.journal().head();
        boolean atHead = got.isEmpty()
                ? events.contains("subscribed " + head + " recovered") || events.contains("reset EXPIRED " + (head + 1))
                : got.get(got.size() - 1) == head || events.contains("reset EXPIRED " + (head + 1));
        assertTrue(atHead, what + " ends at " + (got.isEmpty() ? "nothing" : got.get(got.size() - 1)) + " of " + head);
    }
}
