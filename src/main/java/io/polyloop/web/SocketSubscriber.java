package io.polyloop.web;

import io.polyloop.live.Encoding;
import io.polyloop.live.Outbox;
import io.polyloop.live.Subscriber;
import io.polyloop.live.Subscription;
import io.polyloop.topic.Page.Reset;
import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import io.polyloop.topic.ReadFrom;
import io.polyloop.topic.TopicName;

/** A WebSocket's interest in one topic. */
final class SocketSubscriber implements Subscriber {
    private final LiveSocket socket;
    private final OperationHandler operations;
    private final TopicName topic;
    private final ReadFrom start;
    private final Object id;
    private Subscription subscription;
    private boolean answered;
    private boolean ended;

    SocketSubscriber(LiveSocket socket, OperationHandler operations, TopicName topic, ReadFrom start, Object id) {
        this.socket = socket;
        this.operations = operations;
        this.topic = topic;
        this.start = start;
        this.id = id;
    }

    TopicName topic() {
        return topic;
    }

    /** Where it started; anything but now needs the right to read the history. */
    ReadFrom start() {
        return start;
    }

    void setSubscription(Subscription begun) {
        subscription = begun;
        if (ended) {
            begun.close();
        }
    }

    /** May come while the subscription is just being made. One that waits for its answer gets it now. */
    void end() {
        ended = true;
        operations.remove(topic);
        if (subscription != null) {
            subscription.close();
        }
        if (!answered) {
            answered = true;
            socket.refuse(id, Problem.CANCELLED.because("a later frame ended this subscription to " + topic));
        }
    }

    @Override
    public Outbox outbox() {
        return socket.outbox();
    }

    @Override
    public Object connection() {
        return socket;
    }

    @Override
    public Encoding encoding() {
        return Encoding.SOCKET;
    }

    @Override
    public void subscribed(String epoch, long head, boolean recovered) {
        answered = true;
        socket.send(ServerFrames.subscribed(id, topic, epoch, head, recovered));
    }

    @Override
    public void reset(Reset reason, long from) {
        socket.send(ServerFrames.reset(topic, reason, from));
    }

    @Override
    public void skipped(long from, long to) {
        socket.send(ServerFrames.skipped(topic, from, to));
    }

    @Override
    public void refused(ProblemException refusal) {
        operations.remove(topic);
        answered = true;
        socket.refuse(id, refusal);
    }

    @Override
    public void closedAsSlow() {
        socket.close(CloseReason.SLOW_CONSUMER);
    }
}
