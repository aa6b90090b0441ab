package io.polyloop.web;

import io.polyloop.internals.ConnectionAccess.FrameProgress;
import io.polyloop.internals.Transport;
import io.polyloop.live.Outbox;
import io.polyloop.topic.ProblemException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connection of one WebSocket client: receives frames, sends replies and messages, closes. On its event loop. */
final class LiveSocket implements LiveConnection {
    /** Bytes of a frame around its message. */
    static final int ENVELOPE = 4_096;

    /** Pings of a client that reads no pongs, which wait in memory: many more than a client needs. */
    private static final int MAX_PINGS = 1_024;

    private static final Logger LOG = LoggerFactory.getLogger(LiveSocket.class);

    private final ServerWebSocket socket;
    private final HttpConnection connection;
    private final LiveContext context;
    private final Transport transport;
    private final Outbox outbox;
    private final FlowControl flow;
    private final InactivityTimeout inactivity;
    private final StallDetector stall = new StallDetector(LiveConnections.STALL_CHECKS);
    private final FrameProgress frameProgress;
    private final FrameAssembler frames;
    private final SocketMessageHandler messageHandler;
    // event loop only
    private boolean draining;
    private boolean closing;
    private long progress;
    private int pingsWhileFull;

    /** @param operations creates the handler of the messages */
    LiveSocket(
            ServerWebSocket socket,
            HttpConnection connection,
            LiveContext context,
            Function<LiveSocket, SocketMessageHandler> operations) {
        this.socket = socket;
        this.connection = connection;
        this.context = context;
        int highWaterMark = context.live().highWaterMark();
        this.transport = context.access().webSocket(socket, connection, context.flushes(), highWaterMark / 2);
        this.outbox = new Outbox(highWaterMark, transport, context.metrics());
        this.flow = new FlowControl(socket, outbox, this::isBusy, context.afterIo());
        this.inactivity = new InactivityTimeout(context.live().deadAfter());
        this.messageHandler = operations.apply(this);
        int largest = context.limits().message() + ENVELOPE;
        this.frameProgress = context.access().onUpgrade(connection, largest);
        this.frames = new FrameAssembler(largest, this.messageHandler.acceptsBinary(), this::onMessage, this::close);
    }

    /** Starts to receive; {@code whenClosed} runs once at the end. */
    void open(Runnable whenClosed) {
        if (socket.isClosed()) {
            // The close frame arrived in one packet with the handshake: no handler would be called.
            whenClosed.run();
            return;
        }
        socket.frameHandler(this::onFrame);
        socket.pongHandler(pong -> inactivity.reset());
        socket.exceptionHandler(broken -> close(CloseReason.of(broken)));
        socket.closeHandler(closed -> {
            closing = true;
            messageHandler.close();
            context.connections().remove(this);
            whenClosed.run();
        });
        context.connections().add(this);
        messageHandler.open();
        // Frames that are here already would be refused while the credentials of the handshake are verified.
        flow.update();
    }

    @Override
    public void heartbeat() {
        if (!outbox.isEmpty() && outbox.progress() != progress) {
            // The peer reads, if slowly; its pongs may be behind frames that are not read while the outbox is full.
            inactivity.reset();
        }
        progress = outbox.progress();
        if (!inactivity.isExpired()) {
            socket.writePing(Buffer.buffer());
        } else if (closing) {
            closeNow();
        } else {
            close(CloseReason.DEAD);
        }
    }

    @Override
    public void checkStalled() {
        if (stall.isStalled(context.access().pendingBytes(connection, outbox::pendingBytes), outbox.progress())) {
            closeNow();
        } else if (!flow.isPaused()) {
            // While it is paused the rest of the message may have arrived, unread.
            frames.checkTimeout();
            if (frameProgress.countUnfinished() > LiveConnections.STALL_CHECKS) {
                close(CloseReason.UNFINISHED);
            }
        }
    }

    @Override
    public void checkCredentials() {
        if (!closing) {
            messageHandler.checkCredentials();
        }
    }

    @Override
    public boolean canLeave() {
        return !draining && !closing && outbox.isEmpty() && messageHandler.pendingReplies() == 0;
    }

    @Override
    public void goAway(long reconnectAfterMs) {
        send(ServerFrames.goAway(reconnectAfterMs));
        draining = true;
        closeWhenReplied();
    }

    @Override
    public void closeNow() {
        context.access().closeNow(connection);
    }

    Outbox outbox() {
        return outbox;
    }

    void send(Buffer frame) {
        if (!closing) {
            outbox.write(frame);
        }
    }

    /** Answers the frame with this id, or null, with a refusal. */
    void refuse(Object id, ProblemException refusal) {
        context.refusals().add(Protocol.WEBSOCKET, refusal);
        send(ServerFrames.error(id, refusal));
    }

    void close(CloseReason reason) {
        if (!closing) {
            closing = true;
            // Nothing may follow a close frame (RFC 6455, 5.5.1), and nothing written before be overtaken by it.
            messageHandler.close();
            transport.flush();
            socket.close(reason.code(), reason.text());
        }
    }

    /** Called after the reply to a publish: the socket may read on, or close if it drains. */
    void onReply() {
        flow.update();
        closeWhenReplied();
    }

    private void onFrame(WebSocketFrame frame) {
        inactivity.reset();
        flow.onFrame();
        if (frame.isPing() && hasTooManyPongs()) {
            closeNow();
            return;
        }
        if (!closing) {
            frames.add(frame);
        }
        flow.update();
    }

    /** Vert.x answers pings without a bound, and reads them from a paused socket too. */
    private boolean hasTooManyPongs() {
        pingsWhileFull = !socket.isClosed() && socket.writeQueueFull() ? pingsWhileFull + 1 : 0;
        return pingsWhileFull > MAX_PINGS;
    }

    private void onMessage(boolean binary, byte[] message) {
        try {
            if (binary) {
                messageHandler.onBinary(message);
            } else {
                messageHandler.onText(message, draining);
            }
        } catch (RuntimeException failure) {
            if (!(failure instanceof ProblemException)) {
                LOG.error("a frame of {} failed", socket.remoteAddress().hostAddress(), failure);
            }
            refuse(FrameId.find(message), ProblemException.of(failure));
        }
    }

    private boolean isBusy() {
        return messageHandler.isWaiting()
                || messageHandler.pendingReplies() >= context.limits().publishes();
    }

    private void closeWhenReplied() {
        if (draining && messageHandler.pendingReplies() == 0) {
            close(CloseReason.DRAIN);
        }
    }
}
