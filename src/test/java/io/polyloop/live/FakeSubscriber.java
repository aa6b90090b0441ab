package io.polyloop.live;

import io.polyloop.topic.Page.Reset;
import io.polyloop.topic.ProblemException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.IntConsumer;

/** A connection in memory. The kernel behind it takes what is written at once, or stalls until it is told to read. */
final class FakeSubscriber implements Subscriber {
    private final List<Long> sequences = new ArrayList<>();
    private final List<String> data = new ArrayList<>();
    private final List<String> events = new ArrayList<>();
    private final Deque<Runnable> stalledWrites = new ArrayDeque<>();
    private final Outbox outbox;
    private final Object connection;
    private Runnable onWrite = () -> {};
    private boolean stalled;
    private int writes;

    /** @param capacity of the outbox, in bytes; a message has about 70 */
    FakeSubscriber(int capacity, LiveMetrics metrics) {
        this(capacity, metrics, new Object());
    }

    /** @param connection that it belongs to */
    FakeSubscriber(int capacity, LiveMetrics metrics, Object connection) {
        this.connection = connection;
        outbox = new Outbox(capacity, new Kernel(), metrics);
    }

    /** The sequence numbers that came, in order. */
    List<Long> sequences() {
        return sequences;
    }

    /** The payloads that came, in order. */
    List<String> data() {
        return data;
    }

    /** What else was said: {@code subscribed 5 whole}, {@code reset expired 3}, {@code skipped 8-20}, … */
    List<String> events() {
        return events;
    }

    void stall(boolean stall) {
        stalled = stall;
        while (!stall && readOne()) {}
    }

    /** Takes one stalled write; false if there is none. */
    boolean readOne() {
        Runnable write = stalledWrites.poll();
        if (write != null) {
            write.run();
        }
        return write != null;
    }

    /** How often messages were written, some of them together. */
    int writes() {
        return writes;
    }

    int unread() {
        return stalledWrites.size();
    }

    /** Runs within each write of a message, as a frame of the client does that is read at that moment. */
    void onWrite(Runnable task) {
        onWrite = task;
    }

    @Override
    public Object connection() {
        return connection;
    }

    @Override
    public Outbox outbox() {
        return outbox;
    }

    @Override
    public Encoding encoding() {
        return Encoding.SOCKET;
    }

    @Override
    public void subscribed(String epoch, long head, boolean recovered) {
        events.add("subscribed " + head + (recovered ? " whole" : " not whole"));
    }

    @Override
    public void reset(Reset reason, long from) {
        events.add("reset " + reason + " " + from);
    }

    @Override
    public void skipped(long from, long to) {
        events.add("skipped " + from + "-" + to);
    }

    @Override
    public void refused(ProblemException refusal) {
        events.add("refused " + refusal.problem());
    }

    @Override
    public void closedAsSlow() {
        events.add("too slow");
    }

    private final class Kernel implements Transport {
        @Override
        public void write(Buffer content, IntConsumer sent) {
            throw new UnsupportedOperationException("what is told goes by the methods of a subscriber");
        }

        @Override
        public void write(FrameBatch batch, IntConsumer sent) {
            for (Buffer content : batch.contents()) {
                JsonObject message = content.toJsonObject();
                sequences.add(message.getLong("seq"));
                data.add(message.getString("data"));
            }
            writes++;
            onWrite.run();
            if (stalled) {
                stalledWrites.add(() -> sent.accept(batch.size()));
            } else {
                sent.accept(batch.size());
            }
        }
    }
}
