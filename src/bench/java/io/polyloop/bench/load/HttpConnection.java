package io.polyloop.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** An HTTP connection that sends one request after another, some requests in turns. On the event loop of the load client. */
final class HttpConnection extends ChannelInboundHandlerAdapter {
    private final List<ByteBuf> requests;
    private final ResponseReader reader = new ResponseReader();
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private ChannelHandlerContext context;
    private HttpRound round;
    private long sentNanos;
    private boolean closing;
    private int sent;

    HttpConnection(List<String> requests) {
        this.requests = requests.stream().map(HttpConnection::encode).toList();
    }

    private static ByteBuf encode(String request) {
        byte[] bytes = request.getBytes(StandardCharsets.US_ASCII);
        return Unpooled.unreleasableBuffer(
                Unpooled.directBuffer(bytes.length).writeBytes(bytes).asReadOnly());
    }

    /** Completes when the connection is open. */
    CompletableFuture<Void> ready() {
        return ready;
    }

    /** Sends requests until the end of the round. */
    void start(HttpRound round) {
        this.round = round;
        sendRequest();
    }

    void close() {
        closing = true;
        context.close();
    }

    @Override
    public void channelActive(ChannelHandlerContext active) {
        context = active;
        ready.complete(null);
    }

    @Override
    public void channelRead(ChannelHandlerContext from, Object message) {
        ByteBuf in = (ByteBuf) message;
        try {
            if (reader.read(in)) {
                responded(System.nanoTime());
            }
        } finally {
            in.release();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext closed) {
        if (!closing) {
            exceptionCaught(closed, new IOException("The server closed a connection"));
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext broken, Throwable reason) {
        closing = true;
        ready.completeExceptionally(reason);
        if (round != null) {
            round.failed(reason);
        }
        broken.close();
    }

    private void sendRequest() {
        sentNanos = System.nanoTime();
        ByteBuf request = requests.get(sent++ % requests.size());
        context.writeAndFlush(request.duplicate(), context.voidPromise());
    }

    private void responded(long now) {
        if (round.responded(now, now - sentNanos)) {
            sendRequest();
        }
    }
}
