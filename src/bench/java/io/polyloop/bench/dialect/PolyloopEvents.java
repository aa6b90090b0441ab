package io.polyloop.bench.dialect;

import io.polyloop.bench.load.Dialect;

/** Polyloop's event stream of one topic. Published over a WebSocket. */
public final class PolyloopEvents implements Dialect {
    private static final Dialect SOCKET = PolyloopSocket.oneTopic();

    @Override
    public String subscribePath() {
        return "/api/v1/topics/t0/events";
    }

    @Override
    public String publishPath() {
        return SOCKET.publishPath();
    }

    @Override
    public int markAt() {
        return SOCKET.markAt();
    }

    @Override
    public char message() {
        return SOCKET.message();
    }

    @Override
    public String publish(long number) {
        return SOCKET.publish(number);
    }

    @Override
    public boolean isEventStream() {
        return true;
    }

    @Override
    public boolean acknowledges() {
        return true;
    }
}
