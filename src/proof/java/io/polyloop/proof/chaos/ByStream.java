package io.polyloop.proof.chaos;

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
        private String id;
        private String event;
        private String data;

        Events(Ear ear) {
            this.ear = ear;
        }

        void line(Buffer buffer) {
            String line = buffer.toString();
            if (line.isEmpty()) {
                dispatch();
            } else if (line.startsWith("id: ")) {
                id = line.substring(4);
            } else if (line.startsWith("event: ")) {
                event = line.substring(7);
            } else if (line.startsWith("data: ")) {
                data = line.substring(6);
            }
        }

        private void dispatch() {
            if ("message".equals(event)) {
                JsonObject message = new JsonObject(data);
                ear.message(
                        id,
                        message.getLong("seq"),
                        message.getJsonObject("data").getString("key"));
            } else if ("reset".equals(event)) {
                ear.reset();
            } else {
                ear.alive();
            }
            // A block that only says when to come back is not the message before it once more.
            event = null;
            data = null;
        }
    }
}
