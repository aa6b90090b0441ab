package io.polyloop.live;

import io.polyloop.internals.FrameBuffer;
import io.polyloop.internals.Transport;
import io.polyloop.topic.Page.Reset;
import io.polyloop.topic.ProblemException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.IntConsumer;

/** A connection in memory. Its kernel accepts each write at once, or stalls until {@link #readOne}. */
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

    /** @param capacity of the outbox in bytes; a message has about 70 */
    FakeSubscriber(int capacity, LiveMetrics metrics) {
        this(capacity, metrics, new Object());
    }

    /** @param connection returned by {@link #connection} */
    FakeSubscriber(int capacity, LiveMetrics metrics, Object connection) {
        this.connection = connection;
        outbox = new Outbox(capacity, new Kernel(), metrics);
    }

    /** The received seqs, in order. */
    List<Long> sequences() {
        return sequences;
    }

    /** The received payloads, in order. */
    List<String> data() {
        return data;
    }

    /** The other events: {@code subscribed 5 recovered}, {@code reset expired 3}, {@code skipped 8-20}, … */
    List<String> events() {
        return events;
    }

    void stall(boolean stall) {
        stalled = stall;
        while (!stall && readOne()) {}
    }

    /** Accepts one stalled write; false if there is none. */
    boolean readOne() {
        Runnable write = stalledWrites.poll();
        if (write != null) {
            write.run();
        }
        return write != null;
    }

    /** The number of writes of messages; one write may have several. */
    int writes() {
        return writes;
    }

    int unread() {
        return stalledWrites.size();
    }

    /** Runs in each write of messages, as a client's frame does that is read at that time. */
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
        events.add("subscribed " + head + (recovered ? " recovered" : " not recovered"));
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
            throw new UnsupportedOperationException("events go to the methods of Subscriber");
        }

        @Override
        public void write(FrameBuffer frames, IntConsumer sent) {
            for (byte[] content : frames.contents()) {
                JsonObject message = new JsonObject(Buffer.buffer(content));
                sequences.add(message.getLong("seq"));
                data.add(message.getString("data"));
            }
            writes++;
            onWrite.run();
            if (stalled) {
                stalledWrites.add(() -> sent.accept(frames.size()));
            } else {
                sent.accept(frames.size());
            }
        }
    }
}
