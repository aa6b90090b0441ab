package io.polyloop.bench.floor;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The fastest fan-out that we can write on the JVM: no journal, no accounting, no limits. The difference to a server is
 * the cost of its features.
 */
public final class FloorServer {
    private static final int LOOPS = 2;
    private static final int LARGEST_REQUEST = 65_536;
    private static final int BACKLOG = 4_096;

    private FloorServer() {}

    public static void main(String[] args) throws InterruptedException {
        serve(Integer.parseInt(args[0]), broadcaster -> broadcaster::publish);
    }

    /** @param wiring creates, for the broadcaster, the consumer of published frames */
    static void serve(int port, Function<Broadcaster, Consumer<ByteBuf>> wiring) throws InterruptedException {
        IoHandlerFactory transport = Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        EventLoopGroup loops = new MultiThreadIoEventLoopGroup(LOOPS, transport);
        Broadcaster broadcaster = new Broadcaster(loops, LOOPS);
        new ServerBootstrap()
                .group(loops)
                .channel(Epoll.isAvailable() ? EpollServerSocketChannel.class : NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new Initializer(broadcaster, wiring.apply(broadcaster)))
                .bind("127.0.0.1", port)
                .sync();
    }

    /** Prepares a new connection for its handshake. */
    private static final class Initializer extends ChannelInitializer<Channel> {
        private final Broadcaster broadcaster;
        private final Consumer<ByteBuf> published;

        Initializer(Broadcaster broadcaster, Consumer<ByteBuf> published) {
            this.broadcaster = broadcaster;
            this.published = published;
        }

        @Override
        protected void initChannel(Channel channel) {
            channel.pipeline()
                    .addLast(new HttpServerCodec())
                    .addLast(new HttpObjectAggregator(LARGEST_REQUEST))
                    .addLast(new UpgradeHandler(broadcaster, published));
        }
    }
}
