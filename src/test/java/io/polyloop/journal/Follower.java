package io.polyloop.journal;

import io.polyloop.fixture.EventStream;
import io.polyloop.fixture.LiveClient;
import io.polyloop.fixture.ServerSentEvent;
import io.polyloop.fixture.TestNode;
import io.vertx.core.json.JsonObject;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/**
 * A subscriber that keeps a view of the topic: it adds each message, and clears the view at each reset. It can disconnect
 * and resume from its last position. The view is wrong if the service silently skipped a message.
 */
final class Follower implements AutoCloseable {
    private static final long IDLE_NANOS = 1_000_000;

    private final TestNode node;
    private final String topic;
    private final boolean stream;
    // guarded by this
    private final TreeMap<Long, String> view = new TreeMap<>();
    private String position;
    private String epoch;
    private String fault;
    private int resets;
    private int visit;
    private AutoCloseable connection;

    Follower(TestNode node, String topic, boolean stream) {
        this.node = node;
        this.topic = topic;
        this.stream = stream;
    }

    void follow() {
        int mine = nextVisit();
        Thread reader = new Thread(() -> {
            try {
                read(mine);
            } catch (RuntimeException | AssertionError ended) {
                fault(mine, ended.toString());
            }
        });
        reader.setDaemon(true);
        reader.start();
    }

    /** Closes the connection and keeps the view and the position. */
    @Override
    public void close() throws Exception {
        AutoCloseable mine;
        synchronized (this) {
            visit++;
            mine = connection;
        }
        mine.close();
    }

    synchronized NavigableMap<Long, String> view() {
        return new TreeMap<>(view);
    }

    synchronized int resets() {
        return resets;
    }

    /** A violation of the contract, or null. */
    synchronized String fault() {
        return fault;
    }

    private synchronized int nextVisit() {
        return ++visit;
    }

    private void read(int mine) {
        if (stream) {
            EventStream events =
                    EventStream.resume(node.http("/api/v1/topics/" + topic + "/events?after=0"), position());
            connected(events);
            for (ServerSentEvent event = events.nextBlock(); event != null; event = events.nextBlock()) {
                take(mine, String.valueOf(event.name()), event.data(), event.id());
            }
        } else {
            LiveClient client = LiveClient.connect(node.vertx(), node.port());
            connected(client);
            client.send("op", "subscribe", "id", 1, "topic", topic, "after", position() == null ? "0" : position());
            while (isMine(mine)) {
                if (client.waiting() == 0) {
                    LockSupport.parkNanos(IDLE_NANOS);
                    continue;
                }
                JsonObject frame = client.next();
                take(mine, frame.getString("op"), frame.encode(), null);
            }
        }
    }

    private synchronized void connected(AutoCloseable made) {
        connection = made;
    }

    private synchronized boolean isMine(int mine) {
        return visit == mine;
    }

    private synchronized String position() {
        return position;
    }

    private synchronized void take(int mine, String kind, String data, String id) {
        if (visit != mine) {
            return;
        }
        if (kind.equals("reset")) {
            view.clear();
            resets++;
        } else if (kind.equals("message")) {
            JsonObject message = new JsonObject(data);
            long seq = message.getLong("seq");
            if (!view.isEmpty() && seq != view.lastKey() + 1) {
                fault = "after " + view.lastKey() + " came " + seq;
            }
            view.put(seq, message.getString("data"));
            position = id == null ? epoch + ":" + seq : id;
        } else if (kind.equals("subscribed")) {
            epoch = new JsonObject(data).getString("epoch");
        } else if (kind.equals("error")) {
            fault = data;
        }
    }

    private synchronized void fault(int mine, String what) {
        if (visit == mine) {
            fault = what;
        }
    }
}
