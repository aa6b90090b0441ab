package io.polyloop.conformance.security;

import io.polyloop.fixture.EventStream;
import io.polyloop.fixture.LiveClient;
import io.polyloop.fixture.ServerSentEvent;
import io.polyloop.fixture.TestNode;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A client that follows a topic until the server ends it, and keeps the data of what arrives. */
final class LiveConnection {
    private static final String UNAUTHENTICATED = "4401";
    private static final String EXPIRED = "expired";

    /** Credentials of a WebSocket, in a header or in frames, or of an event stream, in a header or as a ticket. */
    record Credential(boolean isWebSocket, List<String> frames, String ticket, List<String> header) {
        static Credential webSocket(String name, String value) {
            return new Credential(true, List.of(), "", List.of(name, value));
        }

        static Credential frames(String... tokens) {
            return new Credential(true, List.of(tokens), "", List.of());
        }

        static Credential events(String ticket, String name, String value) {
            return new Credential(false, List.of(), ticket, List.of(name, value));
        }
    }

    private final Queue<Object> received = new ConcurrentLinkedQueue<>();
    private final Runnable close;
    private volatile String end = "";

    private LiveConnection(Runnable close) {
        this.close = close;
    }

    static LiveConnection open(TestNode node, String topic, Credential credential) {
        return credential.isWebSocket() ? webSocket(node, topic, credential) : events(node, topic, credential);
    }

    private static LiveConnection webSocket(TestNode node, String topic, Credential credential) {
        WebSocketConnectOptions options = LiveClient.options(node.port());
        if (credential.header().contains("Sec-WebSocket-Protocol")) {
            options.setSubProtocols(List.of(credential.header().get(1).split(",")));
        } else if (!credential.header().isEmpty()) {
            options.addHeader(credential.header().get(0), credential.header().get(1));
        }
        LiveClient client = LiveClient.connect(node.vertx(), options);
        LiveConnection connection = new LiveConnection(client::close);
        credential.frames().forEach(token -> {
            client.send("op", "auth", "id", 1, "token", token);
            client.next("authenticated");
        });
        client.subscribe(topic, null);
        client.socket().textMessageHandler(text -> {
            JsonObject frame = new JsonObject(text);
            if ("message".equals(frame.getString("op"))) {
                connection.received.add(frame.getValue("data"));
            }
        });
        client.socket()
                .closeHandler(closed ->
                        connection.end = String.valueOf(client.socket().closeStatusCode()));
        return connection;
    }

    private static LiveConnection events(TestNode node, String topic, Credential credential) {
        String query = credential.ticket().isEmpty() ? "" : "?ticket=" + credential.ticket();
        EventStream stream = EventStream.request(
                node.http("/api/v1/topics/" + topic + "/events" + query),
                credential.header().toArray(String[]::new));
        if (stream.response().statusCode() != 200) {
            throw new AssertionError("refused with " + stream.response().statusCode());
        }
        LiveConnection connection = new LiveConnection(stream::close);
        Thread reader = new Thread(() -> connection.read(stream), "events of " + topic);
        reader.setDaemon(true);
        reader.start();
        return connection;
    }

    private void read(EventStream stream) {
        String last = "";
        for (ServerSentEvent event = stream.nextBlock(); event != null; event = stream.nextBlock()) {
            if (event.data() != null) {
                last = event.name();
                if ("message".equals(last)) {
                    received.add(event.json().getValue("data"));
                }
            }
        }
        end = "closed after " + last;
    }

    /** The data of the messages so far. */
    Collection<Object> received() {
        return received;
    }

    boolean hasEnded() {
        return !end.isEmpty();
    }

    /** Whether the server said that the credential has ended. */
    boolean endedAsUnauthenticated() {
        return end.equals(UNAUTHENTICATED) || end.equals("closed after " + EXPIRED);
    }

    void close() {
        close.run();
    }
}
