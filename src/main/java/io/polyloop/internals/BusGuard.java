package io.polyloop.internals;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;
import io.polyloop.internals.PeerAdmission.Refusal;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Guards one inbound event bus connection: closes it unless the peer names itself as a node of the cluster within
 * {@code cluster.dead-after}. On the connection's event loop.
 */
final class BusGuard extends ChannelInboundHandlerAdapter {
    private final PeerAdmission admission;
    private final Predicate<String> members;
    private final int maxFrame;
    private final long timeoutMillis;
    private boolean framed;
    private boolean waiting;
    private boolean refused;
    private Future<?> deadline;

    /** @param members whether a node id belongs to this cluster */
    BusGuard(PeerAdmission admission, Predicate<String> members, int maxFrame, long timeoutMillis) {
        this.admission = admission;
        this.members = members;
        this.maxFrame = maxFrame;
        this.timeoutMillis = timeoutMillis;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        waiting = admission.admit();
        if (waiting) {
            deadline = context.executor()
                    .schedule(() -> refuse(context, Refusal.SILENT), timeoutMillis, TimeUnit.MILLISECONDS);
            context.fireChannelActive();
        } else {
            refuse(context, Refusal.CROWDED);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
        if (!framed) {
            framed = true;
            // After the TLS handler, if any: before it the bytes are encrypted.
            ChannelHandlerContext tls = context.pipeline().context(SslHandler.class);
            context.pipeline()
                    .addAfter(tls == null ? context.name() : tls.name(), null, new BusFrameDecoder(this, maxFrame));
        }
        context.fireChannelRead(bytes);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        release();
        context.fireChannelInactive();
    }

    boolean isMember(String node) {
        return members.test(node);
    }

    /** Called when the first frame has named a node of this cluster. */
    void onIdentified() {
        release();
    }

    void refuse(ChannelHandlerContext context, Refusal reason) {
        if (!refused && context.channel().isOpen()) {
            refused = true;
            admission.refused(reason, context.channel().remoteAddress());
            context.channel().close();
        }
    }

    private void release() {
        if (waiting) {
            waiting = false;
            deadline.cancel(false);
            admission.released();
        }
    }
}
