package io.polyloop.bench.load;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Subscribers of one server and its publisher: who has got what. On the load client's loop. */
final class Crowd {
    private static final int ON_THE_WAY = 4_096;

    private final boolean acknowledges;
    private final List<Subscriber> subscribers = new ArrayList<>();
    /** By message, modulo the length: how many subscribers have yet to get it. */
    private final int[] missing = new int[ON_THE_WAY];

    private Publisher publisher;
    private long published;
    private long before;
    private long completed;
    private long acknowledged;
    private Pace pace;
    private CompletableFuture<Long> done = new CompletableFuture<>();

    Crowd(Dialect dialect) {
        this.acknowledges = dialect.acknowledged();
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

    /** Publishes at a pace; done with the number of messages when all of them have arrived at everybody. */
    CompletableFuture<Long> begin(Pace next) {
        pace = next;
        if (!done.isCompletedExceptionally()) {
            done = new CompletableFuture<>();
            before = published;
            pace.begin();
        }
        return done;
    }

    void publish() {
        if (published - completed == ON_THE_WAY) {
            failed(new IllegalStateException(ON_THE_WAY + " messages have not arrived"));
            return;
        }
        missing[(int) (published % ON_THE_WAY)] = subscribers.size();
        publisher.publish(published++);
    }

    /** A subscriber got its message of this number. */
    void delivered(long message) {
        if (message >= published) {
            failed(new IllegalStateException("a message came twice"));
        } else if (--missing[(int) (message % ON_THE_WAY)] == 0) {
            completed++;
            pace.completed(message);
            endIfAllArrived();
        }
    }

    void acknowledged() {
        pace.acknowledged(acknowledged++);
        endIfAllArrived();
    }

    void failed(Throwable reason) {
        done.completeExceptionally(reason);
    }

    /** Whether each subscriber has got exactly what was published. */
    boolean isComplete() {
        return subscribers.stream().allMatch(subscriber -> subscriber.received() == published);
    }

    /** What has arrived and what has not, for a failure's text. */
    String state() {
        long least = subscribers.stream().mapToLong(Subscriber::received).min().orElse(0);
        return published + " messages published, " + completed + " arrived at all " + subscribers.size()
                + " subscribers, one subscriber has got only " + least + ", " + acknowledged + " acknowledged";
    }

    private void endIfAllArrived() {
        if (completed == published && (!acknowledges || acknowledged == published) && pace.over()) {
            done.complete(published - before);
        }
    }
}
