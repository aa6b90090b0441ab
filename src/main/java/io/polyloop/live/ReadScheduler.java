package io.polyloop.live;

import io.polyloop.bus.ReplayJournal;
import io.polyloop.bus.TopicHeads;
import io.polyloop.topic.Page;
import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import io.polyloop.topic.TopicName;
import io.polyloop.topic.TopicState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Schedules the journal reads for the subscriptions of one event loop: a few at a time, in turn for each connection.
 * Subscriptions that start share one query for the heads of many topics, which is all that most of them need; one that
 * needs messages shares a page with all subscriptions of its topic that wait for one. On its event loop.
 */
final class ReadScheduler {
    /** Topics in one query for heads: databases limit the parameters of a statement. */
    static final int MAX_TOPICS_PER_QUERY = 500;
    /** Page reads in progress: one is read while another one is written. */
    private static final int MAX_CONCURRENT_PAGES = 2;
    /** A read that fails after this time fails those that wait, too: each of them would only take as long. */
    private static final long SLOW_FAILURE_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** A topic with subscriptions that wait for the journal. */
    interface Topic {
        TopicName name();

        /** Starts a read for those that wait for the head; empty if none does any more. */
        Optional<SharedRead> startHeadRead();

        /**
         * Starts a read for those that wait for a page.
         *
         * @param first the subscription whose turn it is; empty if it needs no page now
         * @param onEnd runs once the page is delivered
         */
        Optional<SharedRead> startPageRead(Subscription first, Runnable onEnd);

        void onPageFailed();
    }

    private record Request(Topic topic, Subscription subscription) {}

    private final ReplayJournal journal;
    private final int pageLimit;
    private final LiveMetrics metrics;
    // event loop only
    private final FairQueue<Request> heads = new FairQueue<>();
    private final FairQueue<Request> pages = new FairQueue<>();
    private boolean queryingHeads;
    private int pagesInProgress;

    /** @param pageLimit messages in one page */
    ReadScheduler(ReplayJournal journal, int pageLimit, LiveMetrics metrics) {
        this.journal = journal;
        this.pageLimit = pageLimit;
        this.metrics = metrics;
    }

    /** Queries the head of its topic for a subscription that starts. */
    void requestHead(Topic topic, Subscription subscription) {
        add(heads, new Request(topic, subscription));
        queryHeads();
    }

    /** Reads the page that a subscription needs. */
    void requestPage(Topic topic, Subscription subscription) {
        add(pages, new Request(topic, subscription));
        readPages();
    }

    private void add(FairQueue<Request> queue, Request request) {
        if (queue.add(request.subscription().connection(), request)) {
            metrics.pendingReads(1);
        }
    }

    private Request poll(FairQueue<Request> queue) {
        Request next = queue.poll();
        if (next != null) {
            metrics.pendingReads(-1);
        }
        return next;
    }

    private void queryHeads() {
        if (queryingHeads) {
            return;
        }
        Map<TopicName, SharedRead> query = nextHeadReads();
        if (!query.isEmpty()) {
            queryingHeads = true;
            queryHeads(query);
        }
    }

    private void queryHeads(Map<TopicName, SharedRead> query) {
        long started = System.nanoTime();
        journal.heads(query.keySet()).onComplete(result -> {
            queryingHeads = false;
            if (result.succeeded()) {
                onHeads(query, result.result());
            } else {
                ProblemException refusal = problem(result.cause());
                query.values().forEach(read -> read.onFailure(refusal));
                failWaiting(refusal, started);
            }
            queryHeads();
        });
    }

    private Map<TopicName, SharedRead> nextHeadReads() {
        Map<TopicName, SharedRead> query = new LinkedHashMap<>();
        Request next;
        while (query.size() < MAX_TOPICS_PER_QUERY && (next = poll(heads)) != null) {
            Topic topic = next.topic();
            topic.startHeadRead().ifPresent(read -> query.put(topic.name(), read));
        }
        return query;
    }

    private static void onHeads(Map<TopicName, SharedRead> query, TopicHeads answer) {
        Map<TopicName, TopicState> states =
                answer.states().stream().collect(Collectors.toMap(TopicState::topic, state -> state));
        query.forEach((topic, read) -> {
            TopicState state = states.getOrDefault(topic, new TopicState(topic, 0, 1, 0, 0));
            read.onPage(new Page(topic, answer.epoch(), state.head(), state.erased(), state.head(), null, List.of()));
        });
    }

    private void readPages() {
        Request next;
        while (pagesInProgress < MAX_CONCURRENT_PAGES && (next = poll(pages)) != null) {
            Topic topic = next.topic();
            // Empty if a page that another subscription requested has served it, or if it is closed.
            topic.startPageRead(next.subscription(), this::onPageEnd).ifPresent(read -> read(topic, read));
        }
    }

    private void read(Topic topic, SharedRead read) {
        pagesInProgress++;
        metrics.pageRead();
        long started = System.nanoTime();
        journal.catchUp(topic.name(), read.from(), pageLimit).onComplete(result -> {
            if (result.succeeded()) {
                read.onPage(result.result());
            } else {
                // Starts are refused; the other subscriptions stay, and the next repair requests their pages again.
                ProblemException refusal = problem(result.cause());
                read.onFailure(refusal);
                failWaiting(refusal, started);
                topic.onPageFailed();
                onPageEnd();
            }
        });
    }

    private void onPageEnd() {
        pagesInProgress--;
        readPages();
    }

    private void failWaiting(ProblemException refusal, long started) {
        if (System.nanoTime() - started >= SLOW_FAILURE_NANOS) {
            for (FairQueue<Request> queue : List.of(heads, pages)) {
                List<Request> waiting = queue.drain();
                metrics.pendingReads(-waiting.size());
                waiting.forEach(request -> request.subscription().onReadFailed(refusal));
            }
        }
    }

    private static ProblemException problem(Throwable failure) {
        return failure instanceof ProblemException known ? known : Problem.JOURNAL_DOWN.because("it did not answer");
    }
}
