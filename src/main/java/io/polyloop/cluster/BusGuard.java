package io.polyloop.cluster;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;
import io.polyloop.cluster.ConnectionAdmission.Refusal;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * One inbound connection of the event bus, from its first byte on: closed unless its peer says within
 * {@code cluster.dead-after} which node of the cluster it is. On the connection's event loop.
 */
final class BusGuard extends ChannelInboundHandlerAdapter {
    private final ConnectionAdmission admission;
    private final Predicate<String> members;
    private final int maxFrame;
    private final long timeoutMillis;
    private boolean framed;
    private boolean waiting;
    private boolean refused;
    private Future<?> deadline;

    /** @param members whether a node, by its id, is one of this cluster */
    BusGuard(ConnectionAdmission peers, Predicate<String> members, int maxFrame, long patienceMillis) {
        this.admission = peers;
        this.members = members;
        this.maxFrame = maxFrame;
        this.timeoutMillis = patienceMillis;
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
            // Behind TLS, where there is some: before it the bytes are encrypted.
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

    /** Its first frame named a node of this cluster. */
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
