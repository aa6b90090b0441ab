package io.polyloop.proof.limits;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * WebSockets that subscribe to one topic each. Frames are counted and not decoded, or the clients would need more CPU
 * time than the node. Event loop only.
 */
final class Sockets {
    /** The first byte of a text frame, which occurs nowhere in ASCII. */
    private static final byte TEXT = (byte) 0x81;

    private static final int MASKED = 0x80;
    private static final int MASK_BYTES = 4;
    private static final int OPENING_AT_ONCE = 100;
    private static final String HANDSHAKE =
            """
            GET /api/v1/live HTTP/1.1\r
            Host: %s\r
            Upgrade: websocket\r
            Connection: Upgrade\r
            Sec-WebSocket-Version: 13\r
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
            \r
            """;

    private final NetClient client;
    private final URI node;
    private final List<NetSocket> open = new ArrayList<>();
    private final AtomicLong frames = new AtomicLong();

    Sockets(Vertx vertx, URI node) {
        this.client = vertx.createNetClient();
        this.node = node;
    }

    /** Opens further ones until there are {@code count}; completes when all have subscribed. */
    Future<Void> grow(int count, List<String> topics) {
        if (open.size() >= count) {
            return Future.succeededFuture();
        }
        List<Future<Void>> some = new ArrayList<>();
        for (int i = open.size(); i < Math.min(count, open.size() + OPENING_AT_ONCE); i++) {
            some.add(open(topics.get(i % topics.size())));
        }
        return Future.all(some).compose(opened -> grow(count, topics));
    }

    private Future<Void> open(String topic) {
        return client.connect(node.getPort(), node.getHost())
                .compose(socket -> Future.future(subscribed -> {
                    open.add(socket);
                    socket.handler(answer -> {
                        // One packet: the answer is written at once.
                        socket.handler(data -> {
                            subscribed.tryComplete();
                            count(data);
                        });
                        socket.write(subscribe(topic));
                    });
                    socket.closeHandler(closed -> subscribed.tryFail("the node closed a connection"));
                    socket.write(HANDSHAKE.formatted(node.getAuthority()));
                }));
    }

    /** A text frame with the mask 0, which leaves the text as it is. */
    private static Buffer subscribe(String topic) {
        byte[] text =
                ("{\"op\":\"subscribe\",\"id\":1,\"topic\":\"" + topic + "\"}").getBytes(StandardCharsets.US_ASCII);
        return Buffer.buffer()
                .appendByte(TEXT)
                .appendByte((byte) (MASKED | text.length))
                .appendBytes(new byte[MASK_BYTES])
                .appendBytes(text);
    }

    private void count(Buffer data) {
        int found = 0;
        for (int i = 0; i < data.length(); i++) {
            if (data.getByte(i) == TEXT) {
                found++;
            }
        }
        frames.addAndGet(found);
    }

    /** The frames that all have received, that of the subscription included. Thread-safe. */
    long frames() {
        return frames.get();
    }

    Future<?> close() {
        List<Future<Void>> closed = open.stream().map(NetSocket::close).toList();
        open.clear();
        return Future.join(closed);
    }
}
