package io.polyloop.bench.naive;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.http.ServerWebSocket;

/** Fan-out as most tutorials show it: every socket is a consumer of the event bus. */
public final class NaiveVertx extends VerticleBase {
    private static final int INSTANCES = 2;
    private static final String TOPIC = "topic";

    private final int port;

    private NaiveVertx(int port) {
        this.port = port;
    }

    public static void main(String[] args) {
        int port = Integer.parseInt(args[0]);
        // Native transport as in Polyloop, so that only the path through the event bus differs.
        VertxOptions options = new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(INSTANCES);
        Vertx.vertx(options)
                .deployVerticle(() -> new NaiveVertx(port), new DeploymentOptions().setInstances(INSTANCES))
                .onFailure(NaiveVertx::exit);
    }

    @Override
    public Future<?> start() {
        return vertx.createHttpServer()
                .webSocketHandler(this::open)
                .requestHandler(request -> request.response().end())
                .listen(port, "127.0.0.1");
    }

    private void open(ServerWebSocket socket) {
        if (socket.path().equals("/sub")) {
            MessageConsumer<String> consumer =
                    vertx.eventBus().consumer(TOPIC, message -> socket.writeTextMessage(message.body()));
            socket.closeHandler(closed -> consumer.unregister());
        } else {
            socket.textMessageHandler(text -> vertx.eventBus().publish(TOPIC, text));
        }
    }

    private static void exit(Throwable failed) {
        failed.printStackTrace();
        System.exit(1);
    }
}
