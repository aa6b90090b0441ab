package io.polyloop.bench.load;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Tracks which messages have arrived at the subscribers of one server. On the event loop of the load client. */
final class DeliveryTracker {
    static final int MOST_OUTSTANDING = 4_096;

    private final boolean acknowledges;
    private final List<Subscriber> subscribers = new ArrayList<>();
    private final DeliveryCounter counter;
    private final int receivers;

    private Publisher publisher;
    private long published;
    private long publishedBefore;
    private long completed;
    private long acknowledged;
    private LoadPattern pattern;
    private volatile Throwable failure;
    private CompletableFuture<Long> done = new CompletableFuture<>();

    DeliveryTracker(Protocol protocol) {
        this.acknowledges = protocol.acknowledges();
        this.receivers = protocol.receiversPerMessage();
        this.counter = receivers == 0 ? new PerMessageCounter() : new TotalCounter(receivers);
    }

    List<Subscriber> subscribers() {
        return subscribers;
    }

    void publisher(Publisher joined) {
        publisher = joined;
    }

    long published() {
        return published;
    }

    /** Subscribers that receive each message. */
    int receivers() {
        return receivers == 0 ? subscribers.size() : receivers;
    }

    /** Publishes at a pattern; completes with the number of messages when all subscribers have received them. */
    CompletableFuture<Long> start(LoadPattern next) {
        pattern = next;
        publishedBefore = published;
        if (failure != null) {
            return CompletableFuture.failedFuture(failure);
        }
        done = new CompletableFuture<>();
        pattern.start();
        return done;
    }

    void publish() {
        if (published - completed == MOST_OUTSTANDING) {
            failed(new IllegalStateException(
                    MOST_OUTSTANDING + " messages are outstanding; the server has stopped delivering"));
            return;
        }
        counter.published(published, receivers());
        publisher.publish(published++);
    }

    /** A subscriber received its nth message. */
    void delivered(long nth) {
        if (nth >= published) {
            failed(new IllegalStateException("A message arrived twice"));
        } else if (counter.delivered(nth)) {
            pattern.completed(completed++);
            finishIfAllArrived();
        }
    }

    void acknowledged() {
        pattern.acknowledged(acknowledged++);
        finishIfAllArrived();
    }

    void failed(Throwable reason) {
        failure = reason;
        done.completeExceptionally(reason);
    }

    /** From any thread. @throws IllegalStateException if it has failed */
    void check() {
        if (failure != null) {
            throw new IllegalStateException(failure);
        }
    }

    /** Whether each subscriber has received each message exactly once. */
    boolean isComplete() {
        return counter.isComplete(
                published, subscribers.stream().mapToLong(Subscriber::received).toArray());
    }

    /** Counts for the text of a failure. */
    String state() {
        long least = subscribers.stream().mapToLong(Subscriber::received).min().orElse(0);
        return published + " messages published, " + completed + " arrived at all their " + receivers()
                + " subscribers, the slowest subscriber received " + least + ", " + acknowledged + " acknowledged";
    }

    private void finishIfAllArrived() {
        if (completed == published && (!acknowledges || acknowledged == published) && pattern.isFinished()) {
            done.complete(published - publishedBefore);
        }
    }
}
