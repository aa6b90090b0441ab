package io.polyloop.internals;

import static io.polyloop.fixture.TestNode.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.polyloop.live.Encoding;
import io.polyloop.live.SampleBatches;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client gets by the writer beneath the public API is what it gets by the public API. */
class TransportIT {
    private static final String ANSWER = "{\"op\":\"pong\"}";
    private static final int FLUSH_AT = 1_000;
    private static final WebSocketClientOptions ROOMY =
            new WebSocketClientOptions().setMaxFrameSize(1 << 20).setMaxMessageSize(1 << 20);

    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger sent = new AtomicInteger();
    private final Promise<Transport> used = Promise.promise();
    private final Promise<Integer> sentBeforeClose = Promise.promise();
    private boolean fast;
    private int port;

    @BeforeEach
    void listen() {
        HttpServer server = vertx.createHttpServer().requestHandler(this::serve);
        port = await(server.listen(0, "127.0.0.1")).actualPort();
    }

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_web_socket_gets_each_message_in_a_frame_of_its_own_in_order(boolean beneath) {
        fast = beneath;
        List<String> frames = new ArrayList<>();
        Promise<List<String>> closed = Promise.promise();
        WebSocketClient client = vertx.createWebSocketClient(ROOMY);
        await(client.connect(port, "127.0.0.1", "/").onSuccess(socket -> {
            socket.textMessageHandler(frames::add);
            socket.closeHandler(end -> closed.complete(frames));
        }));
        List<String> expected = new ArrayList<>(List.of(ANSWER));
        SampleBatches.contents(Encoding.SOCKET).forEach(expected::add);
        expected.add(ANSWER);
        assertEquals(expected, await(closed.future()));
        checkUsed();
        assertEquals(2 * ANSWER.length() + SampleBatches.size(Encoding.SOCKET), await(sentBeforeClose.future()));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void an_event_stream_gets_the_same_bytes(boolean beneath) {
        fast = beneath;
        String body = await(vertx.createHttpClient()
                        .request(HttpMethod.GET, port, "127.0.0.1", "/")
                        .compose(request -> request.send().compose(response -> response.body())))
                .toString();
        assertEquals(ANSWER + String.join("", SampleBatches.contents(Encoding.STREAM)) + ANSWER, body);
        checkUsed();
        assertEquals(2 * ANSWER.length() + SampleBatches.size(Encoding.STREAM), sent.get());
    }

    @Test
    void http_1_0_has_no_chunks_so_its_stream_is_written_by_the_public_api() {
        fast = true;
        HttpClientOptions old =
                new HttpClientOptions().setProtocolVersion(HttpVersion.HTTP_1_0).setKeepAlive(false);
        String body = await(vertx.createHttpClient(old)
                        .request(HttpMethod.GET, port, "127.0.0.1", "/")
                        .compose(request -> request.send().compose(response -> response.body())))
                .toString();
        assertEquals(ANSWER + String.join("", SampleBatches.contents(Encoding.STREAM)) + ANSWER, body);
        assertInstanceOf(PublicApiWriter.class, await(used.future()));
        assertEquals(2 * ANSWER.length() + SampleBatches.size(Encoding.STREAM), sent.get());
    }

    @Test
    void what_a_closed_connection_loses_counts_as_sent() {
        fast = true;
        await(vertx.createWebSocketClient(ROOMY).connect(port, "127.0.0.1", "/"));
        assertEquals(2 * await(sentBeforeClose.future()), sent.get());
    }

    private void checkUsed() {
        assertEquals(fast, await(used.future()) instanceof ChannelWriter);
    }

    private void serve(HttpServerRequest request) {
        FlushScheduler flushes = new FlushScheduler(vertx);
        ConnectionAccess access = fast ? new NettyAccess() : new PublicAccess();
        if ("websocket".equals(request.getHeader("Upgrade"))) {
            request.toWebSocket().onSuccess(socket -> {
                Transport transport = access.webSocket(socket, request.connection(), flushes, FLUSH_AT);
                socket.closeHandler(closed -> {
                    int before = sent.get();
                    write(transport, Encoding.SOCKET).onComplete(done -> sentBeforeClose.complete(before));
                });
                write(transport, Encoding.SOCKET).onComplete(done -> socket.close());
            });
        } else {
            request.response().setChunked(true);
            Transport transport = access.eventStream(request, flushes, FLUSH_AT);
            if (request.response().isChunked()) {
                request.response().writeHead();
            }
            write(transport, Encoding.STREAM)
                    .onComplete(done -> request.response().end());
        }
    }

    private Future<Void> write(Transport transport, Encoding encoding) {
        transport.write(Buffer.buffer(ANSWER), sent::addAndGet);
        SampleBatches.write(encoding, transport, sent::addAndGet);
        transport.write(Buffer.buffer(ANSWER), sent::addAndGet);
        used.tryComplete(transport);
        Promise<Void> flushed = Promise.promise();
        vertx.runOnContext(turn -> vertx.runOnContext(next -> flushed.complete()));
        return flushed.future();
    }
}
