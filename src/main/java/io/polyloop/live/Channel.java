package io.polyloop.live;

import io.polyloop.topic.Journal;
import io.polyloop.topic.Message;
import io.polyloop.topic.Page;
import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import io.polyloop.topic.Start;
import io.polyloop.topic.TopicName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One topic on one event loop: its subscriptions, the newest messages, and the one read of the journal that is under
 * way. A thousand subscriptions that come back at once wait for the same page instead of asking for one each.
 */
final class Channel {
    private final TopicName topic;
    private final Journal journal;
    private final int pageSize;
    private final LiveMetrics metrics;
    private final Runnable whenEmpty;
    private final Run run;
    // event loop only
    private final Set<Subscription> subscriptions = new LinkedHashSet<>();
    private List<Subscription> waiting = new ArrayList<>();
    private boolean reading;
    private String epoch = "";
    private long head;

    Channel(TopicName topic, Journal journal, int pageSize, LiveMetrics metrics, Tail tail, Runnable whenEmpty) {
        this.topic = topic;
        this.journal = journal;
        this.pageSize = pageSize;
        this.metrics = metrics;
        this.whenEmpty = whenEmpty;
        this.run = new Run(tail);
    }

    /** Registers first and reads then: what is committed in between comes as news. */
    void add(Subscription subscription) {
        subscriptions.add(subscription);
        if (!subscription.startFromTail()) {
            read(subscription);
        }
    }

    void remove(Subscription subscription) {
        subscriptions.remove(subscription);
        if (subscriptions.isEmpty()) {
            run.clear();
            whenEmpty.run();
        }
    }

    /** Messages that were committed, in sequence order. */
    void onNews(String newsEpoch, List<LiveMessage> messages) {
        if (epoch.isEmpty()) {
            epoch = newsEpoch;
        } else if (!epoch.equals(newsEpoch)) {
            return;
        }
        messages.forEach(run::append);
        onHead(messages.get(messages.size() - 1).seq());
    }

    /** The journal has this many messages of the topic; those not heard of are read. */
    void onHead(long newHead) {
        if (newHead > head) {
            head = newHead;
            List.copyOf(subscriptions).forEach(Subscription::onNews);
        }
    }

    /** Asks again for what could not be read. */
    void retry() {
        readNext();
    }

    /** Reads a page for {@code subscription} as soon as the read under way is done. */
    void read(Subscription subscription) {
        waiting.add(subscription);
        readNext();
    }

    Run run() {
        return run;
    }

    String epoch() {
        return epoch;
    }

    long head() {
        return head;
    }

    LiveMetrics metrics() {
        return metrics;
    }

    private void readNext() {
        waiting.removeIf(Subscription::isEnded);
        if (reading || waiting.isEmpty()) {
            return;
        }
        List<Subscription> round = waiting;
        waiting = new ArrayList<>();
        Start start = round.get(0).needed();
        long headBefore = head;
        reading = true;
        metrics.catchUp();
        journal.read(topic, start, pageSize)
                .onComplete(read -> reading = false)
                .onSuccess(page -> onPage(page, start, round, headBefore))
                .onFailure(failure -> onFailure(failure, round));
    }

    private void onPage(Page page, Start start, List<Subscription> round, long headBefore) {
        if (subscriptions.isEmpty()) {
            return;
        }
        boolean otherEpoch = !epoch.isEmpty() && !epoch.equals(page.epoch());
        if (otherEpoch || page.head() < headBefore) {
            // The database was replaced under us: what is in memory belongs to the history before.
            run.clear();
            head = 0;
        }
        epoch = page.epoch();
        head = Math.max(head, page.head());
        List<LiveMessage> messages = page.messages().stream().map(this::shared).toList();
        run.merge(messages);
        for (Subscription subscription : round) {
            if (!subscription.onPage(page, messages, start)) {
                waiting.add(subscription);
            }
        }
        readNext();
    }

    /** Starts are refused; the others stay, and the hub's next round asks again. */
    private void onFailure(Throwable failure, List<Subscription> round) {
        ProblemException refusal =
                failure instanceof ProblemException known ? known : Problem.JOURNAL_DOWN.because("it did not answer");
        for (Subscription subscription : round) {
            if (subscription.isStarting()) {
                subscription.refuse(refusal);
            } else {
                waiting.add(subscription);
            }
        }
    }

    private LiveMessage shared(Message message) {
        LiveMessage kept = run.get(message.seq());
        return kept == null ? new LiveMessage(epoch, message) : kept;
    }
}
