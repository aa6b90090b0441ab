package io.polyloop.web;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.polyloop.config.Settings;
import io.polyloop.config.SettingsLoader;
import io.polyloop.internals.AfterIoExecutor;
import io.polyloop.internals.ConnectionAccess;
import io.polyloop.internals.FlushScheduler;
import io.polyloop.live.LiveMetrics;
import io.polyloop.trace.Traces;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import java.util.Map;

/**
 * Echoes messages through the service's WebSocket framing, for Autobahn's fuzzing client. Accepts larger messages than
 * the service does, because the suite sends up to 16 MiB.
 */
public final class EchoServer {
    private final Vertx vertx;
    private final Settings settings;
    private final LiveContext context;

    private record Echo(LiveSocket socket, ServerWebSocket raw) implements SocketMessageHandler {
        @Override
        public void open() {}

        @Override
        public void onText(byte[] message, boolean leaving) {
            socket.send(Buffer.buffer(message));
        }

        @Override
        public boolean acceptsBinary() {
            return true;
        }

        @Override
        public void onBinary(byte[] message) {
            raw.writeFrame(WebSocketFrame.binaryFrame(Buffer.buffer(message), true));
        }

        @Override
        public boolean isWaiting() {
            return false;
        }

        @Override
        public void checkCredentials() {}

        @Override
        public int pendingReplies() {
            return 0;
        }

        @Override
        public void close() {}
    }

    private EchoServer(Vertx vertx, Settings settings) {
        this.vertx = vertx;
        this.settings = settings;
        LiveConnections connections =
                new LiveConnections(vertx, settings.live(), new NodeConnections(new SimpleMeterRegistry()));
        this.context = new LiveContext(
                ConnectionAccess.of(vertx),
                null,
                null,
                null,
                null,
                settings.live(),
                settings.limits(),
                new LiveMetrics(new SimpleMeterRegistry()),
                connections,
                null,
                new FlushScheduler(vertx),
                new AfterIoExecutor(vertx),
                Traces.OFF);
        connections.start(false);
    }

    /** @param arguments the port */
    public static void main(String[] arguments) {
        Vertx vertx = Vertx.vertx();
        Map<String, Object> settings = Map.of(
                "http.port",
                Integer.parseInt(arguments[0]),
                "http.host",
                "0.0.0.0",
                "auth.mode",
                "none",
                "limits.message",
                "16MiB",
                "limits.body",
                "16MiB");
        new SettingsLoader(vertx, settings)
                .load()
                .onSuccess(loaded -> vertx.runOnContext(loop -> new EchoServer(vertx, loaded).listen()))
                .onFailure(Throwable::printStackTrace);
    }

    /**
     * Opens the port of the suite after a warm-up connection to another one: in a cold JVM the first connection takes
     * longer than the suite waits.
     */
    private void listen() {
        listen(0)
                .compose(server -> vertx.createWebSocketClient().connect(server.actualPort(), "127.0.0.1", "/"))
                .onSuccess(socket -> {
                    socket.textMessageHandler(echo -> listen(settings.http().port()));
                    socket.writeTextMessage("warm-up");
                })
                .onFailure(cold -> listen(settings.http().port()));
    }

    private Future<HttpServer> listen(int port) {
        return vertx.createHttpServer(ServerOptions.of(settings.http(), settings.limits(), false))
                .requestHandler(this::upgrade)
                .listen(port)
                .onFailure(Throwable::printStackTrace);
    }

    private void upgrade(HttpServerRequest request) {
        HttpConnection connection = request.connection();
        request.toWebSocket().onSuccess(raw -> new LiveSocket(raw, connection, context, socket -> new Echo(socket, raw))
                .open(() -> {}));
    }
}
