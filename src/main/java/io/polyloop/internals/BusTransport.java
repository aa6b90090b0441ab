package io.polyloop.internals;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.transport.Transport;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Adds a handler to each inbound event bus connection. Vert.x reads a frame of any length that a peer announces and has
 * no option to limit it; only the transport gives access to its server.
 */
public final class BusTransport {
    private BusTransport() {}

    /**
     * The transport that Vert.x would choose, with a guard before the handlers of each bus connection.
     *
     * @param members whether a node id belongs to this cluster
     * @param maxFrame bytes of a message
     * @param timeoutMillis the time in which a peer has to identify itself
     */
    public static Transport guarded(
            PeerAdmission admission, Predicate<String> members, int maxFrame, long timeoutMillis) {
        return guardedBy(() -> new BusGuard(admission, members, maxFrame, timeoutMillis));
    }

    private static Transport guardedBy(Supplier<ChannelHandler> guards) {
        Transport chosen = chosen();
        return new Transport() {
            @Override
            public String name() {
                return chosen.name();
            }

            @Override
            public boolean available() {
                return chosen.available();
            }

            @Override
            public Throwable unavailabilityCause() {
                return chosen.unavailabilityCause();
            }

            @Override
            public io.vertx.core.spi.transport.Transport implementation() {
                return guarded(chosen.implementation(), guards);
            }
        };
    }

    private static Transport chosen() {
        Transport own = Transport.nativeTransport();
        return own != null && own.available() ? own : Transport.NIO;
    }

    private static io.vertx.core.spi.transport.Transport guarded(
            io.vertx.core.spi.transport.Transport transport, Supplier<ChannelHandler> guards) {
        Class<?> type = io.vertx.core.spi.transport.Transport.class;
        // A clustered Vert.x opens its event bus server before any other server.
        AtomicBoolean guarded = new AtomicBoolean();
        return (io.vertx.core.spi.transport.Transport)
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (configuresServer(method) && !guarded.getAndSet(true)) {
                        ((ServerBootstrap) arguments[2]).handler(new Acceptor(guards));
                    }
                    return call(transport, method, arguments);
                });
    }

    private static boolean configuresServer(Method method) {
        return method.getName().equals("configure") && method.getParameterTypes()[0] == NetServerOptions.class;
    }

    private static Object call(Object transport, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(transport, arguments);
        } catch (InvocationTargetException failed) {
            throw failed.getCause();
        }
    }

    /** Adds a guard to each accepted connection before Vert.x configures it. */
    private static final class Acceptor extends ChannelInboundHandlerAdapter {
        private final Supplier<ChannelHandler> guards;

        Acceptor(Supplier<ChannelHandler> guards) {
            this.guards = guards;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object accepted) {
            ((Channel) accepted).pipeline().addLast(guards.get());
            context.fireChannelRead(accepted);
        }
    }
}
