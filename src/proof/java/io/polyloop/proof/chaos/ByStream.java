package io.polyloop.proof.chaos;

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

/** Listens by server-sent events. Event loop only. */
final class ByStream implements Way {
    private static final int CONNECT_TIMEOUT_MS = 1_000;
    private static final int ALL = 10_000;

    private final HttpClient client;

    ByStream(Vertx vertx) {
        client = vertx.createHttpClient(
                new HttpClientOptions().setConnectTimeout(CONNECT_TIMEOUT_MS).setKeepAlive(false),
                new PoolOptions().setHttp1MaxSize(ALL));
    }

    @Override
    public Future<Runnable> connect(URI node, String topic, String position, Ear ear) {
        RequestOptions request = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setHost(node.getHost())
                .setPort(node.getPort())
                .setURI("/api/v1/topics/" + topic + "/events?after=" + position);
        return client.request(request).compose(sent -> sent.send().map(response -> listen(response, ear)));
    }

    private static Runnable listen(HttpClientResponse response, Ear ear) {
        if (response.statusCode() != 200) {
            response.request().reset();
            throw new IllegalStateException("status " + response.statusCode());
        }
        Events events = new Events(ear);
        response.handler(RecordParser.newDelimited("\n", events::line));
        response.endHandler(end -> ear.closed());
        response.exceptionHandler(broken -> ear.closed());
        return () -> response.request().connection().close();
    }

    private static final class Events {
        private final Ear ear;
        private final EventParser parser = new EventParser();
        private String id;

        Events(Ear ear) {
            this.ear = ear;
        }

        void line(Buffer buffer) {
            ServerSentEvent block = parser.line(buffer.toString());
            if (block != null) {
                dispatch(block);
            }
        }

        private void dispatch(ServerSentEvent block) {
            // Only some blocks have an id, and the last one stays valid (WHATWG HTML, 9.2.6).
            id = block.id() == null ? id : block.id();
            if ("message".equals(block.name())) {
                JsonObject message = block.json();
                ear.message(
                        id,
                        message.getLong("seq"),
                        message.getJsonObject("data").getString("key"));
            } else if ("reset".equals(block.name())) {
                ear.reset();
            } else {
                ear.alive();
            }
        }
    }
}
