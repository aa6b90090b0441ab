package io.polyloop.bench.load;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Subscribers of one server and its publisher: who has got what. On the load client's loop. */
final class Crowd {
    static final int ON_THE_WAY = 4_096;

    private final boolean acknowledges;
    private final List<Subscriber> subscribers = new ArrayList<>();
    private final Tally tally;
    private final int receivers;

    private Publisher publisher;
    private long published;
    private long before;
    private long completed;
    private long acknowledged;
    private Pace pace;
    private volatile Throwable broken;
    private CompletableFuture<Long> done = new CompletableFuture<>();

    Crowd(Dialect dialect) {
        this.acknowledges = dialect.acknowledges();
        this.receivers = dialect.receivers();
        this.tally = receivers == 0 ? new EachMessage() : new InSum(receivers);
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

    /** Publishes at a pace; done with the number of messages when all of them have arrived at everybody. */
    CompletableFuture<Long> begin(Pace next) {
        pace = next;
        before = published;
        if (broken != null) {
            return CompletableFuture.failedFuture(broken);
        }
        done = new CompletableFuture<>();
        pace.begin();
        return done;
    }

    void publish() {
        if (published - completed == ON_THE_WAY) {
            failed(new IllegalStateException(ON_THE_WAY + " messages have not arrived"));
            return;
        }
        tally.published(published, receivers());
        publisher.publish(published++);
    }

    /** A subscriber got its nth message. */
    void delivered(long nth) {
        if (nth >= published) {
            failed(new IllegalStateException("a message came twice"));
        } else if (tally.delivered(nth)) {
            pace.completed(completed++);
            endIfAllArrived();
        }
    }

    void acknowledged() {
        pace.acknowledged(acknowledged++);
        endIfAllArrived();
    }

    void failed(Throwable reason) {
        broken = reason;
        done.completeExceptionally(reason);
    }

    /** From any thread. @throws IllegalStateException if it has failed */
    void check() {
        if (broken != null) {
            throw new IllegalStateException(broken);
        }
    }

    /** Whether each subscriber has got exactly what was published. */
    boolean isComplete() {
        return tally.isComplete(
                published, subscribers.stream().mapToLong(Subscriber::received).toArray());
    }

    /** What has arrived and what has not, for a failure's text. */
    String state() {
        long least = subscribers.stream().mapToLong(Subscriber::received).min().orElse(0);
        return published + " messages published, " + completed + " arrived at all their " + receivers()
                + " subscribers, one subscriber has got only " + least + ", " + acknowledged + " acknowledged";
    }

    private void endIfAllArrived() {
        if (completed == published && (!acknowledges || acknowledged == published) && pace.over()) {
            done.complete(published - before);
        }
    }
}
