package io.polyloop.proof.client;

import io.polyloop.fixture.EventParser;
import io.polyloop.fixture.ServerSentEvent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.core.parsetools.RecordParser;
import java.net.URI;

/** Subscribes by server-sent events. Event loop only. */
public final class SseTransport implements Transport {
    private static final int CONNECT_TIMEOUT_MS = 1_000;
    private static final int MAX_CONNECTIONS = 10_000;

    private final HttpClient client;
    private final ClientTokens tokens;

    public SseTransport(Vertx vertx, ClientTokens tokens) {
        this.tokens = tokens;
        client = vertx.createHttpClient(
                new HttpClientOptions().setConnectTimeout(CONNECT_TIMEOUT_MS).setKeepAlive(false),
                new PoolOptions().setHttp1MaxSize(MAX_CONNECTIONS));
    }

    @Override
    public Future<Runnable> connect(URI node, String topic, String position, ConnectionListener listener) {
        RequestOptions request = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setHost(node.getHost())
                .setPort(node.getPort())
                .setURI("/api/v1/topics/" + topic + "/events?after=" + position);
        if (tokens.required()) {
            request.putHeader("Authorization", "Bearer " + tokens.next("reader"));
        }
        return client.request(request).compose(sent -> sent.send().map(response -> read(response, listener)));
    }

    private Runnable read(HttpClientResponse response, ConnectionListener listener) {
        if (response.statusCode() != 200) {
            if (response.statusCode() == 401 || response.statusCode() == 403) {
                tokens.onRefused();
            }
            response.request().reset();
            throw new IllegalStateException("status " + response.statusCode());
        }
        EventReader reader = new EventReader(listener);
        response.handler(RecordParser.newDelimited("\n", reader::onLine));
        response.endHandler(end -> listener.onClose());
        response.exceptionHandler(broken -> listener.onClose());
        return () -> response.request().connection().close();
    }

    private static final class EventReader {
        private final ConnectionListener listener;
        private final EventParser parser = new EventParser();
        private String id;

        EventReader(ConnectionListener listener) {
            this.listener = listener;
        }

        void onLine(Buffer buffer) {
            ServerSentEvent block = parser.line(buffer.toString());
            if (block != null) {
                dispatch(block);
            }
        }

        private void dispatch(ServerSentEvent block) {
            // A block without an id keeps the last one (WHATWG HTML, 9.2.6).
            id = block.id() == null ? id : block.id();
            if (block.retry() != null) {
                listener.onGoAway(Long.parseLong(block.retry()));
            } else if ("message".equals(block.name())) {
                JsonObject message = block.json();
                listener.onMessage(
                        id,
                        message.getLong("seq"),
                        message.getJsonObject("data").getString("key"));
            } else if ("reset".equals(block.name())) {
                listener.onReset();
            } else {
                listener.onHeartbeat();
            }
        }
    }
}
