package io.polyloop.bench.auth;

import io.polyloop.bench.load.Protocol;
import io.polyloop.bench.protocol.PolyloopWebSocket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/**
 * Polyloop's WebSocket, one topic, each client with another token.
 *
 * @param inFirstFrame whether the first frame carries the token; otherwise a subprotocol does
 */
public record TokenWebSocket(boolean inFirstFrame) implements Protocol {
    private static final Protocol OPEN = PolyloopWebSocket.oneTopic();

    @Override
    public String handshakeHeaders(int client) {
        if (inFirstFrame) {
            return "";
        }
        byte[] token = BenchTokens.of(client).getBytes(StandardCharsets.US_ASCII);
        return "Sec-WebSocket-Protocol: polyloop.v1, polyloop.bearer."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(token) + "\r\n";
    }

    @Override
    public List<String> openingFrames(int subscriber) {
        return authenticated(subscriber, OPEN.openingFrames(subscriber));
    }

    @Override
    public List<String> publisherOpeningFrames() {
        return authenticated(0, OPEN.publisherOpeningFrames());
    }

    private List<String> authenticated(int client, List<String> frames) {
        String auth = "{\"op\":\"auth\",\"id\":1,\"token\":\"" + BenchTokens.of(client) + "\"}";
        return inFirstFrame ? Stream.concat(Stream.of(auth), frames.stream()).toList() : frames;
    }

    @Override
    public String subscribePath() {
        return OPEN.subscribePath();
    }

    @Override
    public String publishPath() {
        return OPEN.publishPath();
    }

    @Override
    public int typeOffset() {
        return OPEN.typeOffset();
    }

    @Override
    public char messageType() {
        return OPEN.messageType();
    }

    @Override
    public String publishFrame(long number) {
        return OPEN.publishFrame(number);
    }

    @Override
    public boolean acknowledges() {
        return true;
    }
}
