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
final class Reads {
    /** Topics of one query for heads; databases bound the parameters of a statement. */
    static final int TOPICS_AT_ONCE = 500;
    /** Pages under way: one is read while another one is written. */
    private static final int PAGES_AT_ONCE = 2;
    /** A read that failed after so long fails those that wait, too: each would only wait as long again. */
    private static final long HANGS_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Journal journal;
    private final int pageLimit;
    private final LiveMetrics metrics;
    private final CatchUpTurns turns;
    // event loop only
    private final FairQueue<Subscription> starts = new FairQueue<>();
    private final FairQueue<Subscription> pages = new FairQueue<>();
    private boolean askingForHeads;
    private int pagesUnderWay;

    /** @param pageLimit messages of one page */
    Reads(Journal journal, int pageLimit, LiveMetrics metrics, CatchUpTurns turns) {
        this.journal = journal;
        this.pageLimit = pageLimit;
        this.metrics = metrics;
        this.turns = turns;
    }

    /** Asks for the head of the topic of a subscription that starts. */
    void head(Subscription subscription) {
        add(starts, subscription);
        askForHeads();
    }

    /** Reads the page that a subscription needs. */
    void page(Subscription subscription) {
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

    private void askForHeads() {
        if (askingForHeads) {
            return;
        }
        Map<TopicName, Round> rounds = nextStarts();
        if (rounds.isEmpty()) {
            return;
        }
        askingForHeads = true;
        long asked = System.nanoTime();
        journal.heads(rounds.keySet()).onComplete(read -> {
            askingForHeads = false;
            if (read.succeeded()) {
                begin(rounds, read.result());
            } else {
                rounds.values().forEach(round -> refuse(round, read.cause()));
                refuseWaiting(read.cause(), asked);
            }
            askForHeads();
        });
    }

    private Map<TopicName, Round> nextStarts() {
        Map<TopicName, Round> rounds = new LinkedHashMap<>();
        Subscription next;
        while (rounds.size() < TOPICS_AT_ONCE && (next = poll(starts)) != null) {
            Channel channel = next.channel();
            List<Subscription> starting = channel.pending().takeStarting();
            if (!starting.isEmpty()) {
                rounds.put(channel.topic(), new Round(channel, starting, ReadFrom.NOW, turns, () -> {}));
            }
        }
        return rounds;
    }

    private static void begin(Map<TopicName, Round> rounds, TopicHeads heads) {
        Map<TopicName, TopicState> known =
                heads.states().stream().collect(Collectors.toMap(TopicState::topic, state -> state));
        rounds.forEach((topic, round) -> {
            TopicState state = known.getOrDefault(topic, new TopicState(topic, 0, 1, 0, 0));
            round.onPage(new Page(topic, heads.epoch(), state.head(), state.erased(), state.head(), null, List.of()));
        });
    }

    private void readPages() {
        Subscription next;
        while (pagesUnderWay < PAGES_AT_ONCE && (next = poll(pages)) != null) {
            // It may have been served by a page that another one asked for, or be gone.
            if (next.channel().pending().isNext(next)) {
                read(next.channel(), next.needed());
            }
        }
    }

    private void read(Channel channel, ReadFrom start) {
        pagesUnderWay++;
        metrics.catchUp();
        long asked = System.nanoTime();
        Round round = new Round(channel, channel.pending().takeWaiting(), start, turns, () -> taken(channel));
        journal.catchUp(channel.topic(), start, pageLimit).onComplete(read -> {
            if (read.succeeded()) {
                round.onPage(read.result());
            } else {
                refuse(round, read.cause());
                refuseWaiting(read.cause(), asked);
                channel.onReadFailed();
                next();
            }
        });
    }

    private void taken(Channel channel) {
        channel.onReadDone();
        next();
    }

    private void next() {
        pagesUnderWay--;
        readPages();
    }

    /** Starts are refused; the others stay, and the hub's next round of repair asks again. */
    private static void refuse(Round round, Throwable failure) {
        round.members().forEach(subscription -> subscription.onReadFailed(problem(failure)));
    }

    private void refuseWaiting(Throwable failure, long asked) {
        if (System.nanoTime() - asked >= HANGS_NANOS) {
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
