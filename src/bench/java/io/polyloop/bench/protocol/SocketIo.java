package io.polyloop.bench.protocol;

import io.polyloop.bench.load.Protocol;
import java.util.List;

/** Engine.IO 4 over a WebSocket: {@code 0} open, {@code 40} connect, {@code 42} event, {@code 2} ping. */
public final class SocketIo implements Protocol {
    private static final String PATH = "/socket.io/?EIO=4&transport=websocket";
    private static final String MESSAGE = "42[\"publish\",{\"data\":\"" + DATA + "\"}]";
    private static final String CONNECT = "40";
    private static final String PONG = "3";

    @Override
    public String subscribePath() {
        return PATH;
    }

    @Override
    public String publishPath() {
        return PATH;
    }

    @Override
    public int typeOffset() {
        return 1;
    }

    @Override
    public char messageType() {
        return '2';
    }

    @Override
    public String publishFrame(long number) {
        return MESSAGE;
    }

    @Override
    public List<String> openingFrames(int subscriber) {
        return publisherOpeningFrames();
    }

    @Override
    public List<String> publisherOpeningFrames() {
        return List.of(CONNECT);
    }

    @Override
    public int serverGreetings() {
        return 1;
    }

    @Override
    public String heartbeatReply() {
        return PONG;
    }
}
