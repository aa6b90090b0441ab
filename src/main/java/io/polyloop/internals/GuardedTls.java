package io.polyloop.internals;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.DelegatingSslContext;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.vertx.core.net.JdkSSLEngineOptions;
import io.vertx.core.spi.tls.DefaultSslContextFactory;
import io.vertx.core.spi.tls.SslContextFactory;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/** The TLS engine of the JDK, as Vert.x uses it, with a guard that is asked before each handshake. */
final class GuardedTls extends JdkSSLEngineOptions {
    private final HandshakeGuard guard;

    GuardedTls(JdkSSLEngineOptions options, HandshakeGuard guard) {
        super(options);
        this.guard = guard;
    }

    @Override
    public JdkSSLEngineOptions copy() {
        return new GuardedTls(this, guard);
    }

    @Override
    public SslContextFactory sslContextFactory() {
        return new DefaultSslContextFactory(SslProvider.JDK, false) {
            @Override
            public SslContext create() throws SSLException {
                return new GuardedContext(super.create(), guard);
            }
        };
    }

    private static final class GuardedContext extends DelegatingSslContext {
        private final HandshakeGuard guard;

        GuardedContext(SslContext context, HandshakeGuard guard) {
            super(context);
            this.guard = guard;
        }

        @Override
        protected SslHandler newHandler(
                ByteBufAllocator allocator, String peer, int port, boolean startTls, Executor executor) {
            if (!guard.begin(peer)) {
                return new RefusedHandshake(newEngine(allocator, peer, port));
            }
            SslHandler handler = super.newHandler(allocator, peer, port, startTls, executor);
            handler.handshakeFuture().addListener(ended -> guard.end());
            return handler;
        }

        @Override
        protected void initEngine(SSLEngine engine) {
            // Vert.x sets the protocols of the engine in the context that is around this one.
        }
    }

    private static final class RefusedHandshake extends SslHandler {
        RefusedHandshake(SSLEngine engine) {
            super(engine);
        }

        @Override
        public void handlerAdded(ChannelHandlerContext context) throws Exception {
            super.handlerAdded(context);
            context.close();
        }
    }
}
