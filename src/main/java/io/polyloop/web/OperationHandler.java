package io.polyloop.web;

import io.polyloop.auth.Authenticator;
import io.polyloop.auth.Identity;
import io.polyloop.auth.User;
import io.polyloop.live.OnSlow;
import io.polyloop.topic.Append;
import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import io.polyloop.topic.ReadFrom;
import io.polyloop.topic.TopicName;
import io.polyloop.trace.Span;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Executes the operations of a WebSocket client, and holds its subscriptions. On its event loop. */
final class OperationHandler implements SocketMessageHandler {
    private final LiveSocket socket;
    private final LiveContext context;
    private final SocketCredentials credentials;
    private final Authenticator.Source source;
    // event loop only
    private ClientTopics topics;
    private Identity identity;
    private Future<User> presented;
    private final Map<TopicName, SocketSubscriber> subscribers = new HashMap<>();
    private int pendingReplies;

    /** @param presented what the handshake presented; fails if it is invalid, null if it presented nothing */
    OperationHandler(LiveSocket socket, LiveContext context, Authenticator.Source source, Future<User> presented) {
        this.socket = socket;
        this.context = context;
        this.source = source;
        this.credentials =
                new SocketCredentials(socket, context.authenticator(), source, context.authTimeout(), this::identify);
        this.presented = presented;
        this.topics = context.topics().of(null, source);
    }

    @Override
    public void open() {
        if (presented != null) {
            credentials.present(presented);
            presented = null;
        }
    }

    /** Runs the operation of one frame; an exception refuses it. A draining socket refuses publishes. */
    @Override
    public void onText(byte[] message, boolean leaving) {
        ClientFrame frame = ClientFrame.parse(message);
        if (frame.op() != Operation.AUTH && !credentials.admit(frame.id())) {
            return;
        }
        switch (frame.op()) {
            case SUBSCRIBE -> subscribe(frame);
            case UNSUBSCRIBE -> unsubscribe(frame);
            case PUBLISH -> publish(frame, leaving);
            case PING -> socket.send(ServerFrames.pong(frame.id()));
            case AUTH -> authenticate(frame);
        }
    }

    /** Publishes that have no answer yet. */
    @Override
    public int pendingReplies() {
        return pendingReplies;
    }

    /** While credentials are verified: the frames behind them would be judged by the earlier ones. */
    @Override
    public boolean isWaiting() {
        return credentials.isVerifying();
    }

    @Override
    public void checkCredentials() {
        credentials.check();
    }

    void remove(TopicName topic) {
        subscribers.remove(topic);
    }

    /** Ends every subscription. */
    @Override
    public void close() {
        List.copyOf(subscribers.values()).forEach(SocketSubscriber::end);
    }

    private void subscribe(ClientFrame frame) {
        TopicName topic = frame.topicName();
        ReadFrom start = frame.start();
        OnSlow onSlow = frame.slowMode();
        topics.checkSubscribe(topic, start);
        context.rates().chargeFrame(source.address(), identity, topic);
        SocketSubscriber before = subscribers.get(topic);
        if (before != null) {
            before.end();
        } else if (subscribers.size() >= context.limits().subscriptions()) {
            throw Problem.RATE_LIMITED.because("too many subscriptions on this connection (limits.subscriptions)");
        }
        SocketSubscriber subscriber = new SocketSubscriber(socket, this, topic, start, frame.id());
        subscribers.put(topic, subscriber);
        subscriber.setSubscription(topics.subscribe(topic, start, onSlow, subscriber));
    }

    private void unsubscribe(ClientFrame frame) {
        SocketSubscriber subscriber = subscribers.get(frame.topicName());
        if (subscriber == null) {
            throw Problem.INVALID_MESSAGE.because("this connection is not subscribed to " + frame.topic());
        }
        subscriber.end();
        socket.send(ServerFrames.unsubscribed(frame.id(), frame.topicName()));
    }

    private void publish(ClientFrame frame, boolean leaving) {
        if (leaving) {
            throw Problem.JOURNAL_DOWN.because(
                    "this connection closes after its goaway; publish again on the next one");
        }
        Append append = new Append(
                frame.topicName(), List.of(frame.message(context.limits().message())), frame.key());
        context.rates().chargeMessage(topics, source.address(), identity, append.topic());
        pendingReplies++;
        Span span = publishing(frame);
        topics.journal()
                .append(append.in(span.context()))
                .onSuccess(appended -> socket.send(ServerFrames.published(frame.id(), appended)))
                .onFailure(failure -> socket.refuse(frame.id(), ProblemException.of(failure)))
                .onComplete(answered -> {
                    span.end(answered.succeeded());
                    pendingReplies--;
                    socket.onReply();
                });
    }

    private Span publishing(ClientFrame frame) {
        return context.traces()
                .receive("publish", frame.traceparent())
                .set("messaging.system", "polyloop")
                .set("messaging.operation.name", "publish")
                .set("messaging.destination.name", frame.topic());
    }

    private void authenticate(ClientFrame frame) {
        if (frame.token() == null) {
            throw Problem.INVALID_MESSAGE.because("auth needs a token");
        }
        if (!context.authenticator().required()) {
            throw Problem.NOT_IMPLEMENTED.because("this node has no authentication (auth.mode)");
        }
        context.rates().chargeFrame(source.address(), identity, null);
        credentials.authenticate(frame.id(), frame.token());
    }

    /** Judges every subscription again: the new token may allow less. */
    private void identify(Identity identity) {
        topics = context.topics().of(identity, source);
        this.identity = identity;
        for (SocketSubscriber subscriber : List.copyOf(subscribers.values())) {
            try {
                topics.checkSubscribe(subscriber.topic(), subscriber.start());
            } catch (ProblemException denied) {
                subscriber.end();
                socket.refuse(null, denied);
                socket.send(ServerFrames.unsubscribed(null, subscriber.topic()));
            }
        }
    }
}
