package io.polyloop.bench.load;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Subscribers of one server and its publisher: who has got what. On the load client's loop. */
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

    /** How many get each message. */
    int receivers() {
        return receivers == 0 ? subscribers.size() : receivers;
    }

    /** Publishes at a pattern; done with the number of messages when all of them have arrived at everybody. */
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
            failed(new IllegalStateException(MOST_OUTSTANDING + " messages have not arrived"));
            return;
        }
        counter.published(published, receivers());
        publisher.publish(published++);
    }

    /** A subscriber got its nth message. */
    void delivered(long nth) {
        if (nth >= published) {
            failed(new IllegalStateException("a message came twice"));
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

    /** Whether each subscriber has got exactly what was published. */
    boolean isComplete() {
        return counter.isComplete(
                published, subscribers.stream().mapToLong(Subscriber::received).toArray());
    }

    /** What has arrived and what has not, for a failure's text. */
    String state() {
        long least = subscribers.stream().mapToLong(Subscriber::received).min().orElse(0);
        return published + " messages published, " + completed + " arrived at all their " + receivers()
                + " subscribers, one subscriber has got only " + least + ", " + acknowledged + " acknowledged";
    }

    private void finishIfAllArrived() {
        if (completed == published && (!acknowledges || acknowledged == published) && pattern.isFinished()) {
            done.complete(published - publishedBefore);
        }
    }
}
