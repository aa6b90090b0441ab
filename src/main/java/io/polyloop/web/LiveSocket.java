package io.polyloop.web;

import io.polyloop.live.Outbox;
import io.polyloop.topic.Append;
import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import io.polyloop.topic.TopicName;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One WebSocket client: its operations in, its answers and messages out. On its event loop. */
final class LiveSocket implements LiveConnection {
    /** What a frame has around a message of the largest size. */
    static final int ENVELOPE = 4_096;

    private final ServerWebSocket socket;
    private final LiveContext context;
    private final Outbox outbox;
    private final Liveness liveness;
    private final FrameAssembler frames;
    // event loop only
    private final Map<TopicName, SocketSubscriber> subscribers = new HashMap<>();
    private int unanswered;
    private boolean paused;
    private boolean awaitingRoom;
    private boolean leaving;
    private boolean closing;
    private long progress;

    LiveSocket(ServerWebSocket socket, LiveContext context) {
        this.socket = socket;
        this.context = context;
        this.outbox = new Outbox(
                context.live().outbox(), bytes -> socket.writeFrame(TextFrames.of(bytes)), context.metrics());
        this.liveness = new Liveness(context.live().deadAfter());
        this.frames = new FrameAssembler(context.limits().message() + ENVELOPE, this::onText, this::close);
    }

    /** Begins to listen; {@code whenClosed} runs once at the end. */
    void open(Runnable whenClosed) {
        socket.frameHandler(this::onFrame);
        socket.pongHandler(pong -> liveness.sign());
        socket.exceptionHandler(broken -> close(CloseReason.of(broken)));
        socket.closeHandler(closed -> {
            List.copyOf(subscribers.values()).forEach(SocketSubscriber::end);
            context.connections().remove(this);
            whenClosed.run();
        });
        context.connections().add(this);
    }

    @Override
    public void beat() {
        if (!outbox.isEmpty() && outbox.progress() != progress) {
            // It reads, if slowly; its pongs may be behind much that we do not read while it owes us so much.
            liveness.sign();
        }
        progress = outbox.progress();
        if (!liveness.isDead()) {
            socket.writePing(Buffer.buffer());
        } else if (closing) {
            cut();
        } else {
            close(CloseReason.DEAD);
        }
    }

    @Override
    public void goAway(long reconnectAfterMs) {
        send(ServerFrames.goAway(reconnectAfterMs));
        leaving = true;
        leaveWhenAnswered();
    }

    @Override
    public void cut() {
        Wire.cut(socket);
    }

    Outbox outbox() {
        return outbox;
    }

    void send(Buffer frame) {
        outbox.write(frame);
    }

    void close(CloseReason reason) {
        if (!closing) {
            closing = true;
            socket.close(reason.code(), reason.text());
        }
    }

    void forget(TopicName topic) {
        subscribers.remove(topic);
    }

    private void onFrame(WebSocketFrame frame) {
        liveness.sign();
        frames.add(frame);
        throttle();
    }

    private void onText(byte[] text) {
        Object id = null;
        try {
            ClientFrame frame = ClientFrame.parse(text);
            id = frame.id();
            run(frame);
        } catch (ProblemException refusal) {
            send(ServerFrames.error(id, refusal));
        }
    }

    private void run(ClientFrame frame) {
        switch (String.valueOf(frame.op())) {
            case "subscribe" -> subscribe(frame);
            case "unsubscribe" -> unsubscribe(frame);
            case "publish" -> publish(frame);
            case "ping" -> send(ServerFrames.pong(frame.id()));
            case "auth" -> throw Problem.NOT_IMPLEMENTED.because("auth.mode asks nobody for a token");
            default -> throw Problem.INVALID_MESSAGE.because("op is subscribe, unsubscribe, publish, ping or auth");
        }
    }

    private void subscribe(ClientFrame frame) {
        TopicName topic = frame.topicName();
        if (subscribers.containsKey(topic)) {
            throw Problem.INVALID_MESSAGE.because("this connection has subscribed to " + topic + " already");
        }
        if (subscribers.size() >= context.limits().subscriptions()) {
            throw Problem.RATE_LIMITED.because("a connection has limits.subscriptions topics at most");
        }
        SocketSubscriber subscriber = new SocketSubscriber(this, topic, frame.id());
        var start = frame.start();
        var onSlow = frame.slowMode();
        subscribers.put(topic, subscriber);
        subscriber.began(context.hub().subscribe(topic, start, onSlow, subscriber));
    }

    private void unsubscribe(ClientFrame frame) {
        SocketSubscriber subscriber = subscribers.get(frame.topicName());
        if (subscriber == null) {
            throw Problem.INVALID_MESSAGE.because("this connection has not subscribed to " + frame.topic());
        }
        subscriber.end();
        send(ServerFrames.unsubscribed(frame.id(), frame.topicName()));
    }

    private void publish(ClientFrame frame) {
        if (leaving) {
            throw Problem.JOURNAL_DOWN.because("this node is stopping; another one takes it");
        }
        Append append = new Append(
                frame.topicName(), List.of(frame.message(context.limits().message())), frame.key());
        unanswered++;
        context.journal()
                .append(append)
                .onSuccess(appended -> send(ServerFrames.published(frame.id(), appended)))
                .onFailure(failure -> send(ServerFrames.error(frame.id(), ProblemException.of(failure))))
                .onComplete(answered -> {
                    unanswered--;
                    throttle();
                    leaveWhenAnswered();
                });
    }

    /** A client that sends without reading answers is read no further: its answers would fill the memory. */
    private void throttle() {
        boolean full = unanswered >= context.limits().publishes() || !outbox.hasRoom();
        if (full != paused) {
            // Before resume(), which hands on the next frames, and they come through here again.
            paused = full;
            if (full) {
                socket.pause();
            } else {
                socket.resume();
            }
        }
        if (!outbox.hasRoom() && !awaitingRoom) {
            awaitingRoom = true;
            outbox.whenRoom(this::onRoom);
        }
    }

    private void onRoom() {
        awaitingRoom = false;
        throttle();
    }

    private void leaveWhenAnswered() {
        if (leaving && unanswered == 0) {
            close(CloseReason.DRAIN);
        }
    }
}
