package io.polyloop.journal;

import io.polyloop.fixture.Http;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * Clients that write without pauses and log acknowledgements outside of the node. Those with an even number send each
 * message with a key and retry until it is acknowledged; the others never retry.
 */
final class Writers {
    private final Map<String, Long> acknowledged = new ConcurrentHashMap<>();
    private final Set<String> faults = ConcurrentHashMap.newKeySet();
    private final List<Thread> threads;
    private volatile CompletableFuture<URI> address = new CompletableFuture<>();
    private volatile boolean stopped;

    Writers(int count) {
        threads = IntStream.range(0, count)
                .mapToObj(writer -> new Thread(() -> write(writer), "writer-" + writer))
                .toList();
        threads.forEach(Thread::start);
    }

    /** Pauses until {@link #writeTo}. */
    void pause() {
        address = new CompletableFuture<>();
    }

    void writeTo(URI messages) {
        address.complete(messages);
    }

    /** The log: acknowledged sequence numbers by data. */
    Map<String, Long> acknowledged() {
        return acknowledged;
    }

    /** Unexpected responses. */
    Set<String> faults() {
        return faults;
    }

    /** Stops each writer after its last message is acknowledged, or sent if it has no key. */
    void stop() throws InterruptedException {
        stopped = true;
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private void write(int writer) {
        for (int i = 0; !stopped; i++) {
            String data = "w" + writer + "-" + i;
            boolean keyed = writer % 2 == 0;
            while (!send(data, keyed ? new String[] {"Idempotency-Key", data} : new String[0]) && keyed) {
                Thread.onSpinWait();
            }
        }
    }

    private boolean send(String data, String... headers) {
        try {
            URI messages = address.join();
            HttpResponse<String> answer = Http.post(messages, '"' + data + '"', headers);
            JsonObject body = Http.body(answer);
            if (answer.statusCode() < 300) {
                acknowledged.put(data, body.getLong("seq"));
                return true;
            }
            if (answer.statusCode() != 503) {
                faults.add(answer.statusCode() + " " + answer.body());
            }
            return false;
        } catch (RuntimeException noAnswer) {
            return false;
        }
    }
}
