package io.polyloop.web;

import io.polyloop.live.Outbox;
import io.polyloop.live.Transport;
import io.polyloop.topic.ProblemException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One WebSocket client's connection: frames in, answers and messages out, and its end. On its event loop. */
final class LiveSocket implements LiveConnection {
    /** What a frame has around a message of the largest size. */
    static final int ENVELOPE = 4_096;

    /** Pings of a client that reads none of its pongs, which wait in memory: many more than a client needs. */
    private static final int MAX_PINGS = 1_024;

    private static final Logger LOG = LoggerFactory.getLogger(LiveSocket.class);

    private final ServerWebSocket socket;
    private final HttpConnection connection;
    private final LiveContext context;
    private final Transport transport;
    private final Outbox outbox;
    private final FlowControl flow;
    private final Liveness liveness;
    private final Stall stall = new Stall(LiveConnections.SWEEPS);
    private final FrameDecoder decoder;
    private final FrameAssembler frames;
    private final Operations operations;
    // event loop only
    private boolean leaving;
    private boolean closing;
    private long progress;
    private int pings;

    /** @param operations makes what the messages of this socket are for */
    LiveSocket(
            ServerWebSocket socket,
            HttpConnection connection,
            LiveContext context,
            Function<LiveSocket, Operations> operations) {
        this.socket = socket;
        this.connection = connection;
        this.context = context;
        int enough = context.live().highWaterMark();
        this.transport = Wire.socket(socket, connection, context.flushes(), enough / 2);
        this.outbox = new Outbox(enough, transport, context.metrics());
        this.flow = new FlowControl(socket, outbox, this::isBusy, context.afterIo());
        this.liveness = new Liveness(context.live().deadAfter());
        this.operations = operations.apply(this);
        int largest = context.limits().message() + ENVELOPE;
        this.decoder = Wire.decodeFrames(connection, largest);
        this.frames = new FrameAssembler(largest, this.operations.takesBinary(), this::onMessage, this::close);
    }

    /** Begins to listen; {@code whenClosed} runs once at the end. */
    void open(Runnable whenClosed) {
        if (socket.isClosed()) {
            // Its close frame came in one packet with its handshake: no handler would be called any more.
            whenClosed.run();
            return;
        }
        socket.frameHandler(this::onFrame);
        socket.pongHandler(pong -> liveness.sign());
        socket.exceptionHandler(broken -> close(CloseReason.of(broken)));
        socket.closeHandler(closed -> {
            closing = true;
            operations.end();
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
    public void sweep() {
        if (stall.isOver(Wire.unsent(connection), outbox.progress())) {
            cut();
        } else if (!flow.isPaused()) {
            // While it is paused the rest of the message may be here, unread.
            frames.sweep();
            if (decoder.sweep() > LiveConnections.SWEEPS) {
                close(CloseReason.UNFINISHED);
            }
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
        Wire.cut(connection);
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
            operations.end();
            transport.flush();
            socket.close(reason.code(), reason.text());
        }
    }

    /** A publish was answered: there is room for the next, or the last one is done and the socket may leave. */
    void answered() {
        flow.update();
        leaveWhenAnswered();
    }

    private void onFrame(WebSocketFrame frame) {
        liveness.sign();
        flow.onFrame();
        if (frame.isPing() && owesPongs()) {
            cut();
            return;
        }
        if (!closing) {
            frames.add(frame);
        }
        flow.update();
    }

    /** Vert.x answers pings by itself, without a bound, and it reads them from a paused socket too. */
    private boolean owesPongs() {
        pings = !socket.isClosed() && socket.writeQueueFull() ? pings + 1 : 0;
        return pings > MAX_PINGS;
    }

    private void onMessage(boolean binary, byte[] message) {
        try {
            if (binary) {
                operations.binary(message);
            } else {
                operations.text(message, leaving);
            }
        } catch (RuntimeException failure) {
            if (!(failure instanceof ProblemException)) {
                LOG.error("a frame of {} failed", socket.remoteAddress().hostAddress(), failure);
            }
            refuse(FrameId.find(message), ProblemException.of(failure));
        }
    }

    private boolean isBusy() {
        return operations.unanswered() >= context.limits().publishes();
    }

    private void leaveWhenAnswered() {
        if (leaving && operations.unanswered() == 0) {
            close(CloseReason.DRAIN);
        }
    }
}
