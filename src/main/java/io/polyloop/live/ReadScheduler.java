package io.polyloop.live;

import io.polyloop.topic.Journal;
import io.polyloop.topic.Page;
import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import io.polyloop.topic.ReadFrom;
import io.polyloop.topic.TopicHeads;
import io.polyloop.topic.TopicName;
import io.polyloop.topic.TopicState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * What the subscriptions of one event loop ask the journal for, a few queries at once; the rest waits here, in a queue
 * for each connection. Subscriptions that start share one query for the heads of many topics, which is all that most of
 * them need; one that needs messages has a page read, with all others of its topic that wait for one. On its event
 * loop.
 */
final class ReadScheduler {
    /** Topics of one query for heads; databases bound the parameters of a statement. */
    static final int MAX_TOPICS_PER_QUERY = 500;
    /** Pages under way: one is read while another one is written. */
    private static final int MAX_CONCURRENT_PAGES = 2;
    /** A read that failed after so long fails those that wait, too: each would only wait as long again. */
    private static final long SLOW_FAILURE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Journal journal;
    private final int pageLimit;
    private final LiveMetrics metrics;
    private final CatchUpScheduler catchUps;
    // event loop only
    private final FairQueue<Subscription> starts = new FairQueue<>();
    private final FairQueue<Subscription> pages = new FairQueue<>();
    private boolean queryingHeads;
    private int pagesInProgress;

    /** @param pageLimit messages of one page */
    ReadScheduler(Journal journal, int pageLimit, LiveMetrics metrics, CatchUpScheduler turns) {
        this.journal = journal;
        this.pageLimit = pageLimit;
        this.metrics = metrics;
        this.catchUps = turns;
    }

    /** Asks for the head of the topic of a subscription that starts. */
    void requestHead(Subscription subscription) {
        add(starts, subscription);
        queryHeads();
    }

    /** Reads the page that a subscription needs. */
    void requestPage(Subscription subscription) {
        add(pages, subscription);
        readPages();
    }

    private void add(FairQueue<Subscription> queue, Subscription subscription) {
        if (queue.add(subscription.connection(), subscription)) {
            metrics.waiting(1);
        }
    }

    private Subscription poll(FairQueue<Subscription> queue) {
        Subscription next = queue.poll();
        if (next != null) {
            metrics.waiting(-1);
        }
        return next;
    }

    private void queryHeads() {
        if (queryingHeads) {
            return;
        }
        Map<TopicName, SharedRead> rounds = nextStarts();
        if (rounds.isEmpty()) {
            return;
        }
        queryingHeads = true;
        long asked = System.nanoTime();
        journal.heads(rounds.keySet()).onComplete(read -> {
            queryingHeads = false;
            if (read.succeeded()) {
                onHeads(rounds, read.result());
            } else {
                rounds.values().forEach(round -> fail(round, read.cause()));
                failWaiting(read.cause(), asked);
            }
            queryHeads();
        });
    }

    private Map<TopicName, SharedRead> nextStarts() {
        Map<TopicName, SharedRead> rounds = new LinkedHashMap<>();
        Subscription next;
        while (rounds.size() < MAX_TOPICS_PER_QUERY && (next = poll(starts)) != null) {
            TopicFanOut fanOut = next.fanOut();
            List<Subscription> starting = fanOut.pending().takeStarting();
            if (!starting.isEmpty()) {
                rounds.put(fanOut.topic(), new SharedRead(fanOut, starting, ReadFrom.NOW, catchUps, () -> {}));
            }
        }
        return rounds;
    }

    private static void onHeads(Map<TopicName, SharedRead> rounds, TopicHeads heads) {
        Map<TopicName, TopicState> known =
                heads.states().stream().collect(Collectors.toMap(TopicState::topic, state -> state));
        rounds.forEach((topic, round) -> {
            TopicState state = known.getOrDefault(topic, new TopicState(topic, 0, 1, 0, 0));
            round.onPage(new Page(topic, heads.epoch(), state.head(), state.erased(), state.head(), null, List.of()));
        });
    }

    private void readPages() {
        Subscription next;
        while (pagesInProgress < MAX_CONCURRENT_PAGES && (next = poll(pages)) != null) {
            // It may have been served by a page that another one asked for, or be gone.
            if (next.fanOut().pending().isNext(next)) {
                read(next.fanOut(), next.nextRead());
            }
        }
    }

    private void read(TopicFanOut fanOut, ReadFrom start) {
        pagesInProgress++;
        metrics.catchUp();
        long asked = System.nanoTime();
        SharedRead round =
                new SharedRead(fanOut, fanOut.pending().takeWaiting(), start, catchUps, () -> onPageDelivered(fanOut));
        journal.catchUp(fanOut.topic(), start, pageLimit).onComplete(read -> {
            if (read.succeeded()) {
                round.onPage(read.result());
            } else {
                fail(round, read.cause());
                failWaiting(read.cause(), asked);
                fanOut.onReadFailed();
                onPageFinished();
            }
        });
    }

    private void onPageDelivered(TopicFanOut fanOut) {
        fanOut.onReadDone();
        onPageFinished();
    }

    private void onPageFinished() {
        pagesInProgress--;
        readPages();
    }

    /** Starts are refused; the others stay, and the hub's next round of repair asks again. */
    private static void fail(SharedRead round, Throwable failure) {
        round.readers().forEach(subscription -> subscription.onReadFailed(problem(failure)));
    }

    private void failWaiting(Throwable failure, long asked) {
        if (System.nanoTime() - asked >= SLOW_FAILURE_NANOS) {
            for (FairQueue<Subscription> queue : List.of(starts, pages)) {
                List<Subscription> waiting = queue.drain();
                metrics.waiting(-waiting.size());
                waiting.forEach(subscription -> subscription.onReadFailed(problem(failure)));
            }
        }
    }

    private static ProblemException problem(Throwable failure) {
        return failure instanceof ProblemException known ? known : Problem.JOURNAL_DOWN.because("it did not answer");
    }
}
