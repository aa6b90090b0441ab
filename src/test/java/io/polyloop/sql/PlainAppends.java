package io.polyloop.sql;

import io.polyloop.fixture.Http;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A client that publishes one message after another until it is stopped. */
final class PlainAppends {
    private final List<String> refusals = new CopyOnWriteArrayList<>();
    private final Thread thread;
    private volatile boolean stopped;
    private volatile int count;
    private volatile long longestNanos;

    PlainAppends(URI messages) {
        thread = new Thread(() -> run(messages), "plain-appends");
        thread.start();
    }

    private void run(URI messages) {
        while (!stopped) {
            long since = System.nanoTime();
            HttpResponse<String> answer = Http.post(messages, "1");
            longestNanos = Math.max(longestNanos, System.nanoTime() - since);
            if (answer.statusCode() == 201) {
                count++;
            } else {
                refusals.add(answer.body());
            }
        }
    }

    /** Returns after the last answer. */
    void stop() {
        stopped = true;
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /** Acknowledged messages. */
    int count() {
        return count;
    }

    List<String> refusals() {
        return refusals;
    }

    long longestMillis() {
        return longestNanos / 1_000_000;
    }
}
