package io.polyloop.bench.dialect;

import io.polyloop.bench.load.Dialect;
import java.util.List;

/** Engine.IO 4 over a WebSocket: {@code 0} open, {@code 40} connected, {@code 42} an event, {@code 2} a ping. */
public final class SocketIo implements Dialect {
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
    public int markAt() {
        return 1;
    }

    @Override
    public char message() {
        return '2';
    }

    @Override
    public String publish(long number) {
        return MESSAGE;
    }

    @Override
    public List<String> hello(int subscriber) {
        return publisherHello();
    }

    @Override
    public List<String> publisherHello() {
        return List.of(CONNECT);
    }

    @Override
    public int greetings() {
        return 1;
    }

    @Override
    public String heartbeat() {
        return PONG;
    }
}
