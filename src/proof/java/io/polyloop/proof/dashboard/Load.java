package io.polyloop.proof.dashboard;

import io.polyloop.proof.client.ClientTokens;
import io.polyloop.proof.client.SseTransport;
import io.polyloop.proof.client.Subscriber;
import io.polyloop.proof.client.SubscriberOutages;
import io.polyloop.proof.client.Transport;
import io.polyloop.proof.client.WebSocketTransport;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Clients of all kinds whose number of messages rises and falls, and of which some err. On one event loop. */
final class Load implements AutoCloseable {
    private static final int TOPICS = 20;
    private static final int WEB_SOCKETS = 150;
    private static final int EVENT_STREAMS = 30;
    private static final long TICK_MS = 50;
    private static final double MESSAGES_A_TICK = 3;
    private static final double PERIOD_SECONDS = 90;
    private static final int RECONNECT_MS = 45_000;
    private static final int ERRORS_IN = 40;
    private static final Buffer MESSAGE = Buffer.buffer("{\"key\":\"k\"}");
    private static final Buffer ERROR = Buffer.buffer("{");

    private final Random random = new Random(1);
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final Context loop = vertx.getOrCreateContext();
    private final HttpClient http = vertx.createHttpClient(
            new HttpClientOptions().setConnectTimeout(1_000), new PoolOptions().setHttp1MaxSize(50));
    private final List<Subscriber> subscribers = new ArrayList<>();
    private final List<URI> nodes;
    private final long started = System.nanoTime();
    private volatile long timer;

    Load(List<URI> nodes) {
        this.nodes = nodes;
        ClientTokens none = new ClientTokens(false);
        subscribe(new WebSocketTransport(vertx, random, none), WEB_SOCKETS);
        subscribe(new SseTransport(vertx, none), EVENT_STREAMS);
    }

    private void subscribe(Transport transport, int count) {
        SubscriberOutages outages = new SubscriberOutages(nodes.size());
        for (int i = 0; i < count; i++) {
            subscribers.add(new Subscriber(
                    vertx, transport, nodes, random, outages, topic(i), RECONNECT_MS + random.nextInt(RECONNECT_MS)));
        }
    }

    void start() {
        loop.runOnContext(v -> {
            for (int i = 0; i < subscribers.size(); i++) {
                Subscriber subscriber = subscribers.get(i);
                vertx.setTimer(1 + i * 20L, id -> subscriber.start());
            }
            timer = vertx.setPeriodic(TICK_MS, id -> tick());
        });
    }

    private void tick() {
        double seconds = (System.nanoTime() - started) / 1e9;
        double messages = MESSAGES_A_TICK * (1 + 0.8 * Math.sin(2 * Math.PI * seconds / PERIOD_SECONDS));
        for (int i = 0; i < messages; i++) {
            send(HttpMethod.POST, "/api/v1/topics/" + topic(random.nextInt(TOPICS)) + "/messages");
        }
        send(HttpMethod.GET, "/api/v1/hello/js?name=Ada"); // part:hello
    }

    private void send(HttpMethod method, String path) {
        URI node = nodes.get(random.nextInt(nodes.size()));
        RequestOptions request = new RequestOptions()
                .setMethod(method)
                .setHost(node.getHost())
                .setPort(node.getPort())
                .setURI(path)
                .putHeader("Content-Type", "application/json");
        Buffer body = method == HttpMethod.GET ? Buffer.buffer() : random.nextInt(ERRORS_IN) == 0 ? ERROR : MESSAGE;
        http.request(request)
                .compose(sent -> sent.send(body))
                .compose(response -> response.body())
                .timeout(5, TimeUnit.SECONDS)
                // A node that is down refuses the connection: the next request may go to another one.
                .otherwiseEmpty();
    }

    private static String topic(int number) {
        return "dashboard." + number % TOPICS;
    }

    @Override
    public void close() {
        vertx.cancelTimer(timer);
        loop.runOnContext(v -> subscribers.forEach(Subscriber::stop));
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
